import { useId, useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { useQuery } from 'urql';
import { Notice } from '../parts/notice.js';
import { Pager } from '../parts/pager.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import { AuditRow } from './audit-row.js';
import { deedOf, deeds, operationOf } from './deeds.js';
import { auditQuery } from './operations.js';

interface Wanted {
  entityId: string;
  operation: string;
}

const everything: Wanted = { entityId: '', operation: '' };

/** Who decided what, the latest first; all that concerned one thing, or all of one operation. */
export function AuditPage() {
  const { t, language } = useReader();
  const [wanted, setWanted] = useState(everything);
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }] = useQuery({
    query: auditQuery,
    variables: { entityId: wanted.entityId || null, operation: wanted.operation || null, after },
    requestPolicy: 'network-only',
  });
  const look = (next: Wanted) => {
    setWanted(next);
    setAfter(null);
  };
  const page = data?.audit;
  return (
    <>
      <div className="page-head">
        <h1>{t.page.audit}</h1>
      </div>
      <p>{t.auditWhy}</p>
      <AuditFilter key={JSON.stringify([wanted, language])} wanted={wanted} onLook={look} />
      <Panel title={t.decisions}>
        <Notice error={error} what={page ? 'part' : 'all'} />
        {page && page.missing.length > 0 && (
          <p className="notice" role="status">
            {t.auditMissing} <bdi>{page.missing.join(', ')}</bdi>
          </p>
        )}
        {page && page.nodes.length > 0 ? (
          <ul className="deliveries">
            {page.nodes.map((entry) => (
              <AuditRow key={entry.id} entry={entry} onEntity={(entityId) => look({ ...everything, entityId })} />
            ))}
          </ul>
        ) : (
          <p className="faint">{fetching ? t.loading : t.nothing}</p>
        )}
        <Pager after={after} pageInfo={page?.pageInfo} onTurn={setAfter} words={{ first: t.newest, next: t.older }} />
      </Panel>
    </>
  );
}

function AuditFilter({ wanted, onLook }: { wanted: Wanted; onLook(wanted: Wanted): void }) {
  const { t, language } = useReader();
  const [typed, setTyped] = useState({ ...wanted, operation: deedOf(wanted.operation, language) ?? wanted.operation });
  const known = useId();
  return (
    <form
      role="search"
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        onLook({ entityId: typed.entityId.trim(), operation: operationOf(typed.operation.trim(), language) });
      }}
    >
      <TextField value={typed.entityId} onChange={(entityId) => setTyped({ ...typed, entityId })}>
        <Label>{t.entityId}</Label>
        <Input dir="ltr" />
      </TextField>
      <TextField value={typed.operation} onChange={(operation) => setTyped({ ...typed, operation })}>
        <Label>{t.operation}</Label>
        <Input dir="auto" list={known} />
        <datalist id={known}>
          {Object.values(deeds[language]).map((words) => (
            <option key={words} value={words} />
          ))}
        </datalist>
      </TextField>
      <Button type="submit" className="button">
        {t.look}
      </Button>
      {(wanted.entityId || wanted.operation) && (
        <Button className="button quiet" onPress={() => onLook(everything)}>
          {t.everything}
        </Button>
      )}
    </form>
  );
}
