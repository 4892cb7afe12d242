import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useMutation, useQuery } from 'urql';
import { useFormats } from '../formats.js';
import { useReadAnew } from '../live.js';
import { Choice } from '../parts/choice.js';
import { Notice } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Panel } from '../parts/panel.js';
import { shortType } from '../short-type.js';
import { useReader } from '../reader.js';
import { useFigures } from '../services/use-figures.js';
import { useRefresh } from '../services/use-refresh.js';
import { outcomeOf } from './outcome.js';
import { deliveriesQuery, redeliverMutation, type Delivery, type Endpoint } from './operations.js';

const afresh = { requestPolicy: 'network-only' } as const;
/** When a delivery that was sent again has been tried, at the earliest. */
const triedAfterMs = 1_500;

const looks = { PENDING: 'state', SUCCEEDED: 'state good', FAILED: 'state bad', DROPPED: 'state bad' } as const;
const states = Object.keys(looks) as (keyof typeof looks)[];

/** What was sent to one endpoint, the latest first, with every attempt and its answer. */
export function Deliveries({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useReader();
  const [after, setAfter] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Delivery['status'] | 'ALL'>('ALL');
  const [{ data, error, fetching }, readAnew] = useQuery({
    query: deliveriesQuery,
    variables: { endpoint: endpoint.id, after, status: wanted === 'ALL' ? null : wanted },
  });
  useReadAnew(
    () => readAnew(afresh),
    () => true,
  );
  // An attempt is no event: nothing else tells that it was made.
  useRefresh(fetching, () => readAnew(afresh));
  const [sent, redeliver] = useMutation(redeliverMutation);
  const resend = async ({ id }: Delivery) => {
    await redeliver({ delivery: id });
    readAnew(afresh);
    setTimeout(() => readAnew(afresh), triedAfterMs);
  };
  const page = data?.webhookEndpoint?.deliveries;
  return (
    <Panel
      title={`${t.deliveriesTo} ${new URL(endpoint.url).host}`}
      aside={
        <Choice
          label={t.state}
          options={[{ id: 'ALL', text: t.everything }, ...states.map((id) => ({ id, text: t.deliveryState[id] }))]}
          chosen={wanted}
          onChoose={(state) => {
            setWanted(state);
            setAfter(null);
          }}
        />
      }
    >
      <Notice error={error} what={page ? 'part' : 'all'} />
      <Notice error={sent.error} what="deed" />
      <p role="status" className={sent.data ? '' : 'unseen'}>
        {sent.data && (endpoint.status === 'ENABLED' ? t.resent : t.resentLater)}
      </p>
      {page && page.nodes.length > 0 ? (
        <ul className="deliveries">
          {page.nodes.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              endpoint={endpoint}
              delivery={delivery}
              onResend={() => void resend(delivery)}
            />
          ))}
        </ul>
      ) : (
        <p className="faint">{fetching ? t.loading : t.nothing}</p>
      )}
      <Pager after={after} pageInfo={page?.pageInfo} onTurn={setAfter} words={{ first: t.newest, next: t.older }} />
    </Panel>
  );
}

interface RowProps {
  endpoint: Endpoint;
  delivery: Delivery;
  onResend(): void;
}

function DeliveryRow({ endpoint, delivery, onResend }: RowProps) {
  const { t } = useReader();
  const { moment, number } = useFormats();
  const { milliseconds } = useFigures();
  const { status, event, attempts, createdAt, nextAttemptAt } = delivery;
  return (
    <li data-delivery={delivery.id}>
      <div className="row">
        <span className={looks[status]}>{t.deliveryState[status]}</span>
        <bdi className="code">{shortType(event.type)}</bdi>
        <time dateTime={createdAt} className="faint">
          {moment(createdAt)}
        </time>
        {attempts.length > 0 && (
          <Button className="button quiet end" aria-label={`${t.resend}: ${shortType(event.type)}`} onPress={onResend}>
            {t.resend}
          </Button>
        )}
      </div>
      {status === 'PENDING' && nextAttemptAt && (
        <small>
          {t.next}: {moment(nextAttemptAt)}
          {endpoint.status === 'DISABLED' && ` · ${t.waitsForEnabling}`}
          {endpoint.status === 'ENABLED' && endpoint.pausedUntil && ` · ${t.waitsForPause}`}
        </small>
      )}
      {attempts.length > 0 && (
        <details>
          <summary>
            {t.attempts}: {number(attempts.length)}
          </summary>
          <ol className="list">
            {attempts.map(({ at, durationMs, statusCode, error, response }) => (
              <li key={at}>
                <span>
                  <strong>{t.outcome[outcomeOf({ statusCode, error })]}</strong>{' '}
                  <bdi className="code">{statusCode}</bdi> <bdi className="code">{error ?? response}</bdi>
                </span>
                <time dateTime={at}>
                  {moment(at)} · <bdi>{milliseconds(durationMs)}</bdi>
                </time>
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}
