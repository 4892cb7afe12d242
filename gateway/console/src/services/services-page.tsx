import { useQuery } from 'urql';
import { Notice } from '../parts/notice.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import { DeadLetters } from './dead-letters.js';
import { EventMap } from './event-map.js';
import { FlowTable } from './flow-table.js';
import { platformQuery } from './operations.js';
import { ServicesTable } from './services-table.js';
import { useRefresh } from './use-refresh.js';

/** How every service of the fair is, and the events that wait or could not be handled. */
export function ServicesPage() {
  const { t } = useReader();
  const [{ data, error, fetching }, readAnew] = useQuery({ query: platformQuery, variables: {} });
  useRefresh(fetching, () => readAnew({ requestPolicy: 'network-only' }));
  const platform = data?.platform;
  return (
    <>
      <h1>{t.page.services}</h1>
      <p>{t.servicesWhy}</p>
      <Notice error={error} what={platform ? 'part' : 'all'} />
      {platform ? (
        <>
          <Panel title={t.page.services}>
            <ServicesTable services={platform.services} />
          </Panel>
          <Panel title={t.eventMap}>
            <EventMap platform={platform} />
            <FlowTable platform={platform} />
          </Panel>
        </>
      ) : (
        <p role="status" className="faint">
          {fetching && t.loading}
        </p>
      )}
      <DeadLetters />
    </>
  );
}
