import { useCase } from '@maarad/shared/database';
import { NotFound } from '@maarad/shared/errors';
import { actsForPartner } from '../partners/who-is-partner.js';
import { PartnerCredential } from './partner-credential.entity.js';
import type { RevokePartnerCredentialInput } from './partner-credential.inputs.js';

/** For good. Again changes nothing. @throws NotFound for all but its partner and the organiser, as if there were none. */
export const revokePartnerCredential = useCase(
  async (work, { credentialId, reason }: RevokePartnerCredentialInput, { principal, clock }) => {
    const credential = await work.lock(PartnerCredential, credentialId);
    if (!actsForPartner(principal, credential.partnerId)) {
      throw new NotFound('PartnerCredential', credentialId);
    }
    credential.revoke(reason, clock.now());
    return work.save(credential);
  },
);
