import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useFormats } from '../formats.js';
import { ReasonForm } from '../parts/reason-form.js';
import { useReader } from '../reader.js';
import type { Credential } from './operations.js';

interface Props {
  credential: Credential;
  onRevoke(reason: string): Promise<void>;
}

export function CredentialRow({ credential, onRevoke }: Props) {
  const { t } = useReader();
  const { moment } = useFormats();
  const [isAsking, setAsking] = useState(false);
  const { id, label, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt, revocationReason } = credential;
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const isGood = revokedAt === null && !isOver;
  return (
    <li data-credential={id}>
      <div className="row">
        <strong>
          <bdi>{label}</bdi>
        </strong>
        <span className={isGood ? 'state good' : 'state bad'}>
          {revokedAt ? t.credentialState.revoked : isOver ? t.credentialState.expired : t.credentialState.good}
        </span>
        {isGood && (
          <Button className="button quiet end" aria-label={`${t.revoke}: ${label}`} onPress={() => setAsking(true)}>
            {t.revoke}
          </Button>
        )}
      </div>
      <small>
        {t.issuedAt} {moment(createdAt)} {t.by} <bdi>{createdBy}</bdi> · {t.lastUsed}{' '}
        {lastUsedAt ? moment(lastUsedAt) : t.never}
      </small>
      {expiresAt && (
        <small>
          {t.expires} {moment(expiresAt)}
        </small>
      )}
      {revokedAt && (
        <small>
          {t.revokedAt} {moment(revokedAt)}: <bdi>{revocationReason}</bdi>
        </small>
      )}
      {isAsking && (
        <ReasonForm
          label={t.revokeWhy}
          confirm={t.revokeForGood}
          onCancel={() => setAsking(false)}
          onConfirm={async (reason) => {
            await onRevoke(reason);
            setAsking(false);
          }}
        />
      )}
    </li>
  );
}
