import { useState, type FormEvent } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { useMutation, useQuery } from 'urql';
import { newIdempotencyKey } from '../idempotency-key.js';
import { Notice } from '../parts/notice.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import { CredentialRow } from './credential-row.js';
import { credentialsQuery, issueMutation, revokeMutation, type Partner } from './operations.js';

const longestLabel = 100;

/** What a partner shows to be let in: each can be revoked, and another one issued. */
export function Credentials({ partner }: { partner: Partner }) {
  const { t } = useReader();
  const [{ data, error, fetching }, read] = useQuery({ query: credentialsQuery, variables: { partner: partner.id } });
  const readAnew = () => read({ requestPolicy: 'network-only' });
  const [issued, issue] = useMutation(issueMutation);
  const [revoked, revoke] = useMutation(revokeMutation);
  const [said, setSaid] = useState('');
  const [label, setLabel] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaid('');
    const { error } = await issue({ partner: partner.id, label: label.trim(), key: newIdempotencyKey() });
    setLabel(error ? label : '');
    readAnew();
  };
  const credentials = data?.partner?.credentials.nodes ?? [];
  const secret = issued.data?.issuePartnerCredential.secret;
  return (
    <Panel title={`${t.credentialsOf} ${partner.name.value}`}>
      <Notice error={error} what={data ? 'part' : 'all'} />
      <Notice error={issued.error ?? revoked.error} what="deed" />
      <p role="status" className={said ? '' : 'unseen'}>
        {said}
      </p>
      {credentials.length > 0 ? (
        <ul className="deliveries">
          {credentials.map((credential) => (
            <CredentialRow
              key={credential.id}
              credential={credential}
              onRevoke={async (reason) => {
                const { error } = await revoke({ credential: credential.id, reason });
                setSaid(error ? '' : t.credentialRevoked);
                readAnew();
              }}
            />
          ))}
        </ul>
      ) : (
        <p className="faint">{fetching ? t.loading : t.nothing}</p>
      )}
      <Form onSubmit={(event) => void submit(event)} className="row">
        <TextField value={label} onChange={setLabel} maxLength={longestLabel}>
          <Label>{t.credentialLabel}</Label>
          <Input />
        </TextField>
        <Button type="submit" className="button" isDisabled={issued.fetching || label.trim() === ''}>
          {t.issue}
        </Button>
      </Form>
      <div role="status">
        {secret && (
          <>
            <p>{t.issuedOnce}</p>
            <pre dir="ltr" tabIndex={0}>
              {secret}
            </pre>
          </>
        )}
      </div>
    </Panel>
  );
}
