import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useQuery } from 'urql';
import { useFormats } from '../formats.js';
import { useReadAnew } from '../live.js';
import { Localized } from '../parts/localized.js';
import { Notice } from '../parts/notice.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import { Deliveries } from './deliveries.js';
import { partnersQuery, type Endpoint } from './operations.js';

/** The webhook endpoints of all partners, and what was sent to the chosen one. */
export function PartnersPage() {
  const { t } = useReader();
  const [{ data, error, fetching }, readAnew] = useQuery({ query: partnersQuery, variables: {} });
  useReadAnew(
    () => readAnew({ requestPolicy: 'network-only' }),
    () => true,
  );
  const [chosen, setChosen] = useState<Endpoint>();
  const rows = (data?.partners.nodes ?? []).flatMap(({ name, endpoints }) =>
    endpoints.map((endpoint) => ({ name, endpoint })),
  );
  return (
    <>
      <h1>{t.page.partners}</h1>
      <p>{t.partnersWhy}</p>
      <Notice error={error} partly={Boolean(data)} />
      <Panel title={t.endpoints}>
        {rows.length === 0 ? (
          <p role="status" className="faint">
            {fetching ? t.loading : t.noEndpoints}
          </p>
        ) : (
          <table className="stacked">
            <thead>
              <tr>
                <th scope="col">{t.partner}</th>
                <th scope="col">{t.endpoint}</th>
                <th scope="col">{t.state}</th>
                <th scope="col">{t.failures}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, endpoint }) => (
                <tr key={endpoint.id}>
                  <th scope="row">
                    <Localized text={name} />
                  </th>
                  <td>
                    <bdi className="code">{endpoint.url}</bdi>
                  </td>
                  <td>
                    <EndpointState endpoint={endpoint} />
                  </td>
                  <td>{endpoint.failures}</td>
                  <td>
                    <Button
                      className="button quiet"
                      aria-label={`${t.show}: ${name.value}`}
                      onPress={() => setChosen(endpoint)}
                    >
                      {t.show}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      {chosen && <Deliveries key={chosen.id} endpoint={chosen} />}
    </>
  );
}

function EndpointState({ endpoint: { status, disabledReason, failingSince } }: { endpoint: Endpoint }) {
  const { t } = useReader();
  const { moment } = useFormats();
  const isWell = status === 'ENABLED' && !failingSince;
  return (
    <>
      <span className={isWell ? 'state good' : 'state bad'}>{t.endpointState[status]}</span>
      {disabledReason && <small>{t.disabledBecause[disabledReason]}</small>}
      {failingSince && (
        <small>
          {t.failingSince} {moment(failingSince)}
        </small>
      )}
    </>
  );
}
