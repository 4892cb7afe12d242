import { useFormats } from '../formats.js';
import { useReader } from '../reader.js';
import type { Service } from './operations.js';
import { useFigures } from './use-figures.js';

const looks = { UP: 'state good', DEGRADED: 'state warn', DOWN: 'state bad' } as const;

export function ServicesTable({ services }: { services: Service[] }) {
  const { t } = useReader();
  const heads = Object.values(t.serviceFigure);
  return (
    <table className="stacked labelled">
      <thead>
        <tr>
          <th scope="col">{t.service}</th>
          <th scope="col">{t.state}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {services.map((service) => (
          <ServiceRow key={service.name} service={service} />
        ))}
      </tbody>
    </table>
  );
}

function ServiceRow({ service }: { service: Service }) {
  const { t } = useReader();
  const { few, share, milliseconds, span } = useFigures();
  const { moment } = useFormats();
  const broken = service.checks.filter(({ status }) => status !== 'UP').map(({ name }) => name);
  const isDown = service.status === 'DOWN';
  const figures: Record<keyof typeof t.serviceFigure, string> = {
    instances: isDown ? '–' : few(service.instances.length),
    version: service.version ?? '–',
    uptime: span(service.uptimeSeconds),
    requests: few(service.requestsPerSecond),
    errors: share(service.errorRate),
    p50: milliseconds(service.p50Ms),
    p99: milliseconds(service.p99Ms),
    sent: few(service.eventsSentPerSecond),
    backlog: few(service.outboxBacklog),
    oldest: span(service.outboxOldestSeconds),
    lag: few(service.consumerLag),
    deadLetters: few(service.deadLetters),
  };
  return (
    <tr data-service={service.name} data-status={service.status}>
      <th scope="row">
        <bdi>{service.name}</bdi>
      </th>
      <td>
        <span className={looks[service.status]}>{t.health[service.status]}</span>
        <small>
          {t.since} <time dateTime={service.since}>{moment(service.since)}</time>
        </small>
        {broken.length > 0 && (
          <small>
            {t.missingNow} <bdi>{broken.join(', ')}</bdi>
          </small>
        )}
        {service.consumerPausedSince && (
          <small>
            {t.pausedSince} {moment(service.consumerPausedSince)}
          </small>
        )}
      </td>
      {(Object.keys(t.serviceFigure) as (keyof typeof t.serviceFigure)[]).map((name) => (
        <td key={name}>
          <span className="label">{t.serviceFigure[name]}</span>
          <bdi>{figures[name]}</bdi>
        </td>
      ))}
    </tr>
  );
}
