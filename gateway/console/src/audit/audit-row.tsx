import { Button } from 'react-aria-components';
import { useFormats } from '../formats.js';
import { useReader } from '../reader.js';
import { deedOf } from './deeds.js';
import type { AuditEntry } from './operations.js';

/** So many things are named at first: an allocation concerns hundreds. */
const mostShown = 5;

export function AuditRow({ entry, onEntity }: { entry: AuditEntry; onEntity(id: string): void }) {
  const { t, language } = useReader();
  const { moment, number } = useFormats();
  const { id, at, operation, service, entities, entityCount, reason, principal, correlationId } = entry;
  const deed = deedOf(operation, language);
  const more = entityCount - mostShown;
  return (
    <li data-audit={id}>
      <div className="row">
        <strong>{deed ?? <bdi>{operation}</bdi>}</strong>
        {deed && <bdi className="faint code">{operation}</bdi>}
        <bdi className="faint">{service}</bdi>
        <span>
          {t.by} <bdi>{principal.id}</bdi>
        </span>
        <time dateTime={at} className="faint end">
          {moment(at)}
        </time>
      </div>
      {reason && (
        <p>
          <bdi>{reason}</bdi>
        </p>
      )}
      <ul className="row entities">
        {entities.slice(0, mostShown).map((entity) => (
          <li key={`${entity.type} ${entity.id}`}>
            <Button
              className="button quiet code"
              aria-label={`${t.allOf} ${entity.type} ${entity.id}`}
              onPress={() => onEntity(entity.id)}
            >
              <bdi>
                {entity.type} {entity.id}
              </bdi>
            </Button>
          </li>
        ))}
        {more > 0 && <li className="faint">+{number(more)}</li>}
      </ul>
      {correlationId && (
        <small className="faint">
          {t.correlation} <bdi className="code">{correlationId}</bdi>
        </small>
      )}
    </li>
  );
}
