import { useReader } from '../reader.js';
import type { Platform, Service } from './operations.js';
import { useFigures } from './use-figures.js';

const width = 600;
const box = { width: 120, height: 44, gap: 14 };
const log = { x: 245, width: 110 };

/** The way of events: services send to the log, which brings them to services. All its figures are in the tables beside it. */
export function EventMap({ platform: { services, eventLog, flows } }: { platform: Platform }) {
  const { t, language } = useReader();
  const { few, milliseconds, span } = useFigures();
  const height = services.length * (box.height + box.gap);
  /** Null where no rate of it is known. */
  const heardBy = (name: string) => {
    const rates = flows.flatMap(({ to, eventsPerSecond }) => (to === name ? (eventsPerSecond ?? []) : []));
    return rates.length > 0 ? rates.reduce((sum, rate) => sum + rate, 0) : null;
  };
  const at = (x: number, size = 0) => (language === 'ar' ? width - x - size : x);
  return (
    <>
      <svg className="event-map" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" direction="ltr">
        {services.map((service, place) => {
          const top = place * (box.height + box.gap) + box.gap / 2;
          const middle = top + box.height / 2;
          return (
            <g key={service.name} className={service.status.toLowerCase()}>
              <Place
                service={service}
                x={at(0, box.width)}
                y={top}
                below={t.perSecond(few(service.requestsPerSecond))}
              />
              <Place
                service={service}
                x={at(width - box.width, box.width)}
                y={top}
                below={`p99 ${milliseconds(service.p99Ms)}`}
              />
              <line x1={at(box.width)} x2={at(log.x)} y1={middle} y2={middle} />
              <line x1={at(log.x + log.width)} x2={at(width - box.width)} y1={middle} y2={middle} />
              <Flow
                x={at((box.width + log.x) / 2)}
                y={middle}
                perSecond={service.eventsSentPerSecond}
                waiting={service.outboxBacklog}
                since={service.outboxOldestSeconds === null ? '' : span(service.outboxOldestSeconds)}
              />
              <Flow
                x={at((log.x + log.width + width - box.width) / 2)}
                y={middle}
                perSecond={heardBy(service.name)}
                waiting={service.consumerLag}
              />
            </g>
          );
        })}
        <g className={eventLog.status.toLowerCase()}>
          <rect x={log.x} y={box.gap / 2} width={log.width} height={height - box.gap} rx="8" />
          <text x={width / 2} y={height / 2} textAnchor="middle" className="name">
            {t.eventLog}
          </text>
          <text x={width / 2} y={height / 2 + 20} textAnchor="middle">
            {t.health[eventLog.status]}
          </text>
        </g>
      </svg>
      <p className="faint">{t.eventMapKey}</p>
    </>
  );
}

interface FlowFigures {
  x: number;
  y: number;
  perSecond: number | null;
  waiting: number | null;
  /** How long the first of them has waited, where that is known. */
  since?: string;
}

/** Above an edge how much flows along it, below it how much of that waits. */
function Flow({ x, y, perSecond, waiting, since = '' }: FlowFigures) {
  const { t } = useReader();
  const { few } = useFigures();
  return (
    <>
      <text x={x} y={y - 6} textAnchor="middle">
        {t.perSecond(few(perSecond))}
      </text>
      <text x={x} y={y + 18} textAnchor="middle" className={waiting ? 'waits' : undefined}>
        {since ? `${few(waiting)} · ${since}` : few(waiting)}
      </text>
    </>
  );
}

function Place({ service, x, y, below }: { service: Service; x: number; y: number; below: string }) {
  return (
    <>
      <rect x={x} y={y} width={box.width} height={box.height} rx="8" />
      <text x={x + box.width / 2} y={y + 19} textAnchor="middle" className="name">
        {service.name}
      </text>
      <text x={x + box.width / 2} y={y + 36} textAnchor="middle">
        {below}
      </text>
    </>
  );
}
