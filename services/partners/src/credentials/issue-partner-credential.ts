import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput, CodedError, Forbidden } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Partner } from '../partners/partner.entity.js';
import { actsForPartner } from '../partners/who-is-partner.js';
import { PartnerCredential } from './partner-credential.entity.js';
import type { IssuedPartnerCredential, IssuePartnerCredentialInput } from './partner-credential.inputs.js';
import { hashOf, newSecret } from './secret.js';

/** Enough to replace one while the old one still works, in several places. */
const mostOfOnePartner = 5;

/** A new credential with its secret, shown where it is made and never again. Those that there are stay good: rotation overlaps. */
export async function issuePartnerCredential(
  context: Context,
  input: IssuePartnerCredentialInput,
): Promise<IssuedPartnerCredential> {
  if (!actsForPartner(context.principal, input.partnerId)) {
    throw new Forbidden('A partner issues only its own credentials.');
  }
  let secret: string | null = null;
  const issue = creatingUseCase(
    'issuePartnerCredential',
    PartnerCredential,
    async (work, { partnerId, label, expiresAt }: IssuePartnerCredentialInput, { principal, clock }) => {
      const now = clock.now();
      if (expiresAt && expiresAt <= now) {
        throw new BadUserInput([{ path: 'expiresAt', rule: 'must be in the future' }]);
      }
      // The partner's row is what credentials that are issued at once wait for: each counts those before it.
      (await work.lock(Partner, partnerId)).requireOpen();
      const live = await work.manager
        .createQueryBuilder(PartnerCredential, 'credential')
        .where('credential.partnerId = :partnerId AND credential.revokedAt IS NULL', { partnerId })
        .andWhere('(credential.expiresAt IS NULL OR credential.expiresAt > :now)', { now })
        .getCount();
      if (live >= mostOfOnePartner) {
        throw new CodedError(
          'FULL',
          `A partner has at most ${mostOfOnePartner} credentials that are good: revoke one.`,
          {
            capacity: mostOfOnePartner,
          },
        );
      }
      const id = newId();
      secret = newSecret(id);
      return work.insert(
        Object.assign(new PartnerCredential(), {
          ...{ id, partnerId, label, secretHash: hashOf(secret), createdAt: now, createdBy: principal.id },
          ...{ expiresAt: expiresAt ?? null, lastUsedAt: null, revokedAt: null, revocationReason: null },
        }),
      );
    },
  );
  const credential = await issue(context, input);
  return { credential, secret };
}
