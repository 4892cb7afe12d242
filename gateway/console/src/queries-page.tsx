import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Bearer } from './bearer.js';
import { Panel } from './parts/panel.js';
import { useReader } from './reader.js';

/** Where to try a query, and how the graph knows who asks. */
export function QueriesPage({ bearer }: { bearer: Bearer }) {
  const { t } = useReader();
  const [copied, setCopied] = useState(false);
  const header = () => JSON.stringify({ authorization: `Bearer ${bearer.token}` });
  return (
    <>
      <h1>{t.page.queries}</h1>
      <Panel title="GraphiQL">
        <p>{t.queriesWhy}</p>
        <p>
          <a className="button" href="/graphiql" target="_blank" rel="noreferrer">
            {t.queriesOpen}
          </a>
        </p>
        <p>{t.queriesToken}</p>
        <pre
          dir="ltr"
          tabIndex={0}
          aria-label={t.token}
        >{`{"authorization": "Bearer ${bearer.token.slice(0, 12)}…"}`}</pre>
        <p className="row">
          <Button
            className="button quiet"
            onPress={() => void navigator.clipboard.writeText(header()).then(() => setCopied(true))}
          >
            {t.copy}
          </Button>
          <span role="status">{copied && t.copied}</span>
        </p>
        <p>
          {t.queriesMore} <a href="/schema.graphql">schema.graphql</a> · <a href="/asyncapi">AsyncAPI</a>
        </p>
      </Panel>
    </>
  );
}
