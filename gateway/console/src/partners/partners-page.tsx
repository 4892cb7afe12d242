import { useState } from 'react';
import { useMutation, useQuery, type OperationResult } from 'urql';
import { useReadAnew } from '../live.js';
import { Notice } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import { useRefresh } from '../services/use-refresh.js';
import { Deliveries } from './deliveries.js';
import { EndpointRow } from './endpoint-row.js';
import { disableMutation, enableMutation, partnersQuery } from './operations.js';

/** The webhook endpoints of all partners, what was sent to the chosen one, and buttons that stop it and let it go on. */
export function PartnersPage() {
  const { t } = useReader();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, read] = useQuery({ query: partnersQuery, variables: { after } });
  const readAnew = () => read({ requestPolicy: 'network-only' });
  useReadAnew(readAnew, () => true);
  // An attempt that fails is no event.
  useRefresh(fetching, readAnew);
  const [chosen, setChosen] = useState<string>();
  const [said, setSaid] = useState('');
  const [enabled, enable] = useMutation(enableMutation);
  const [disabled, disable] = useMutation(disableMutation);
  const tell = async (done: Promise<OperationResult>, text: string) => {
    setSaid('');
    const { error } = await done;
    setSaid(error ? '' : text);
    readAnew();
  };
  const rows = (data?.partners.nodes ?? []).flatMap((partner) =>
    partner.endpoints.map((endpoint) => ({ partner, endpoint })),
  );
  const shown = rows.find(({ endpoint }) => endpoint.id === chosen)?.endpoint;
  return (
    <>
      <h1>{t.page.partners}</h1>
      <p>{t.partnersWhy}</p>
      <Notice error={error} partly={Boolean(data)} />
      <Panel title={t.endpoints}>
        <Notice error={enabled.error ?? disabled.error} partly={false} />
        <p role="status" className={said ? '' : 'unseen'}>
          {said}
        </p>
        {rows.length === 0 ? (
          <p role="status" className="faint">
            {fetching && !data ? t.loading : t.noEndpoints}
          </p>
        ) : (
          <table className="stacked endpoints">
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
              {rows.map(({ partner, endpoint }) => (
                <EndpointRow
                  key={endpoint.id}
                  partner={partner}
                  endpoint={endpoint}
                  onShow={() => setChosen(endpoint.id)}
                  onEnable={(text) => void tell(enable({ endpoint: endpoint.id }), text)}
                  onDisable={() => void tell(disable({ endpoint: endpoint.id }), t.disabled)}
                />
              ))}
            </tbody>
          </table>
        )}
        <Pager
          after={after}
          pageInfo={data?.partners.pageInfo}
          onTurn={setAfter}
          words={{ first: t.newest, next: t.older }}
        />
      </Panel>
      {shown && <Deliveries key={shown.id} endpoint={shown} />}
    </>
  );
}
