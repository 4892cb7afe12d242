import { requireActsFor, type Principal } from '@maarad/shared/auth';
import { useCase } from '@maarad/shared/database';
import { BadUserInput, NotFound } from '@maarad/shared/errors';
import { isId, newId } from '@maarad/shared/runtime';
import { webhookBell } from '../webhooks/dispatch/webhook-bell.js';
import { Partner } from '../partners/partner.entity.js';
import { PartnerAccess } from './partner-access.entity.js';
import type { PartnerAccessInput } from './partner-access.inputs.js';

/** From now on the partner sees everything that tells of the exhibitor, what the feed keeps of it too. Again changes nothing. */
export const grantPartnerAccess = useCase(async (work, input: PartnerAccessInput, { principal, clock }) => {
  const exhibitorId = exhibitorOf(input, principal);
  // The partner's row is what grants that are made at once wait for.
  const partner = await work.lock(Partner, input.partnerId);
  partner.requireOpen();
  const partnerId = partner.id;
  const access = await work.manager.findOneBy(PartnerAccess, { partnerId, exhibitorId });
  const { dataSource } = work.manager;
  work.afterCommit(() => webhookBell(dataSource).ring());
  if (access) {
    access.grant(principal.id, clock.now());
    return work.save(access);
  }
  return work.insert(
    Object.assign(new PartnerAccess(), {
      ...{ id: newId(), partnerId, exhibitorId, grantedAt: clock.now(), grantedBy: principal.id },
      ...{ withdrawnAt: null, withdrawnBy: null },
    }),
  );
});

/** From the commit on, no channel gives the partner anything by it. Again changes nothing. @throws NotFound where it was never granted. */
export const withdrawPartnerAccess = useCase(async (work, input: PartnerAccessInput, { principal, clock }) => {
  const exhibitorId = exhibitorOf(input, principal);
  const { id: partnerId } = await work.lock(Partner, input.partnerId);
  const access = await work.manager.findOneBy(PartnerAccess, { partnerId, exhibitorId });
  if (!access) {
    throw new NotFound('PartnerAccess', partnerId);
  }
  access.withdraw(principal.id, clock.now());
  return work.save(access);
});

/** @throws Forbidden for another exhibitor than one's own. @throws BadUserInput where nobody is named. */
function exhibitorOf({ exhibitorId }: PartnerAccessInput, principal: Principal): string {
  const id = exhibitorId ?? principal.exhibitorId;
  if (!id || !isId(id)) {
    throw new BadUserInput([{ path: 'input.exhibitorId', rule: 'must be the id of an exhibitor' }]);
  }
  requireActsFor(principal, id);
  return id;
}
