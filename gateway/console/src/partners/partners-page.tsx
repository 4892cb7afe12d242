import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useMutation, useQuery, type OperationResult } from 'urql';
import { useReadAnew } from '../live.js';
import { AskedFor } from '../parts/asked-for.js';
import { Notice } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import { useRefresh } from '../services/use-refresh.js';
import { Credentials } from './credentials.js';
import { Deliveries } from './deliveries.js';
import { EndpointRow, PartnerRow } from './endpoint-row.js';
import { disableMutation, enableMutation, partnersQuery } from './operations.js';
import { RegisterPartner } from './register-partner.js';

/** What is worked on below the table. */
type Chosen = { credentialsOf?: string; deliveriesTo?: string; registers?: true };

/** All partners with their credentials and webhook endpoints, what was sent to them, and buttons that stop and let go on. */
export function PartnersPage() {
  const { t } = useReader();
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, read] = useQuery({ query: partnersQuery, variables: { after } });
  const readAnew = () => read({ requestPolicy: 'network-only' });
  useReadAnew(readAnew, () => true);
  // An attempt that fails is no event.
  useRefresh(fetching, readAnew);
  const [chosen, setChosen] = useState<Chosen>({});
  const [said, setSaid] = useState('');
  const [enabled, enable] = useMutation(enableMutation);
  const [disabled, disable] = useMutation(disableMutation);
  const tell = async (done: Promise<OperationResult>, text: string) => {
    setSaid('');
    const { error } = await done;
    setSaid(error ? '' : text);
    readAnew();
  };
  const onRegistered = (id: string) => {
    setSaid(t.registered);
    // The latest registered is the first.
    setAfter(null);
    readAnew();
    setChosen({ credentialsOf: id });
  };
  const partners = data?.partners.nodes ?? [];
  const partner = partners.find(({ id }) => id === chosen.credentialsOf);
  const endpoint = partners.flatMap(({ endpoints }) => endpoints).find(({ id }) => id === chosen.deliveriesTo);
  return (
    <>
      <div className="page-head">
        <h1>{t.page.partners}</h1>
        <Button className="button" onPress={() => setChosen({ registers: true })}>
          {t.registerPartner}
        </Button>
      </div>
      <p>{t.partnersWhy}</p>
      <Notice error={error} what={data ? 'part' : 'all'} />
      <Panel title={t.endpoints}>
        <Notice error={enabled.error ?? disabled.error} what="deed" />
        <p role="status" className={said ? '' : 'unseen'}>
          {said}
        </p>
        {partners.length === 0 ? (
          <p role="status" className="faint">
            {fetching && !data ? t.loading : t.noPartners}
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
              {partners.map((partner) => {
                const onCredentials = () => setChosen({ credentialsOf: partner.id });
                return partner.endpoints.length === 0 ? (
                  <PartnerRow key={partner.id} partner={partner} onCredentials={onCredentials} />
                ) : (
                  partner.endpoints.map((endpoint) => (
                    <EndpointRow
                      key={endpoint.id}
                      partner={partner}
                      endpoint={endpoint}
                      onCredentials={onCredentials}
                      onShow={() => setChosen({ deliveriesTo: endpoint.id })}
                      onEnable={(text) => void tell(enable({ endpoint: endpoint.id }), text)}
                      onDisable={() => void tell(disable({ endpoint: endpoint.id }), t.disabled)}
                    />
                  ))
                );
              })}
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
      {chosen.registers && (
        <AskedFor>
          <RegisterPartner onRegistered={onRegistered} onCancel={() => setChosen({})} />
        </AskedFor>
      )}
      {partner && (
        <AskedFor key={partner.id}>
          <Credentials partner={partner} />
        </AskedFor>
      )}
      {endpoint && (
        <AskedFor key={endpoint.id}>
          <Deliveries endpoint={endpoint} />
        </AskedFor>
      )}
    </>
  );
}
