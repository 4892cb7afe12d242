import { useQuery } from 'urql';
import { useFormats } from '../formats.js';
import { useReadAnew } from '../live.js';
import { Notice } from '../parts/notice.js';
import { Panel } from '../parts/panel.js';
import { ShareBar } from '../parts/share-bar.js';
import { useReader } from '../reader.js';
import { registrationsQuery } from './operations.js';

const statuses = ['SUBMITTED', 'WAITLISTED', 'APPROVED', 'CONFIRMED', 'CHECKED_IN', 'REJECTED', 'WITHDRAWN'] as const;

/** Who wants to take part, and how far that is. */
export function RegistrationsPanel({ editionId }: { editionId: string }) {
  const { t } = useReader();
  const { number } = useFormats('UTC');
  const [{ data, error }, readAnew] = useQuery({ query: registrationsQuery, variables: { edition: editionId } });
  useReadAnew(
    () => readAnew({ requestPolicy: 'network-only' }),
    (type) => type.startsWith('org.maarad.exhibitors.registration.'),
  );
  const counts = statuses.map((status) => ({ status, count: data?.[status].totalCount ?? 0 }));
  const all = Math.max(
    counts.reduce((sum, { count }) => sum + count, 0),
    1,
  );
  return (
    <Panel title={t.registrations}>
      <Notice error={error} what={data ? 'part' : 'all'} />
      {data && (
        <ul className="list">
          {counts.map(({ status, count }) => (
            <li key={status}>
              <span>{t.registration[status]}</span>
              <span data-figure={`registrations-${status}`}>{number(count)}</span>
              <ShareBar share={count / all} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
