import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { Notice } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import { DeadLetterRow } from './dead-letter-row.js';
import { deadLettersQuery, discardMutation, redriveMutation } from './operations.js';
import { useRefresh } from './use-refresh.js';

/** Events that a service could not handle: each can be handed to it again, or given up with a reason. */
export function DeadLetters() {
  const { t } = useReader();
  const [after, setAfter] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [{ data, error, fetching }, readAnew] = useQuery({ query: deadLettersQuery, variables: { after } });
  const again = () => readAnew({ requestPolicy: 'network-only' });
  useRefresh(fetching, again);
  const [redriven, redrive] = useMutation(redriveMutation);
  const [discarded, discard] = useMutation(discardMutation);
  const page = data?.platform.deadLetters;
  const tell = (succeeded: boolean, text: string) => {
    setSaid(succeeded ? text : '');
    again();
  };
  return (
    <Panel title={t.deadLetters}>
      <Notice error={error} what={page ? 'part' : 'all'} />
      <Notice error={redriven.error ?? discarded.error} what="deed" />
      <p role="status" className={said ? '' : 'unseen'}>
        {said}
      </p>
      {page && page.missing.length > 0 && (
        <p className="notice">
          {t.deadLettersMissing} <bdi>{page.missing.join(', ')}</bdi>
        </p>
      )}
      {page && page.nodes.length > 0 ? (
        <ul className="deliveries">
          {page.nodes.map((letter) => (
            <DeadLetterRow
              key={`${letter.service} ${letter.id}`}
              letter={letter}
              onRedrive={async () => {
                const { error } = await redrive({ service: letter.service, id: letter.id });
                tell(!error, t.redriven);
              }}
              onDiscard={async (reason) => {
                const { error } = await discard({ service: letter.service, id: letter.id, reason });
                tell(!error, t.discarded);
              }}
            />
          ))}
        </ul>
      ) : (
        <p className="faint">{page ? page.missing.length === 0 && t.noDeadLetters : fetching && t.loading}</p>
      )}
      <Pager after={after} pageInfo={page?.pageInfo} onTurn={setAfter} words={{ first: t.first, next: t.more }} />
    </Panel>
  );
}
