import { useCase, type Surroundings, type Work } from '@maarad/shared/database';
import { Edition } from '../editions/edition.entity.js';
import { firstFollowUpDue } from './follow-ups/follow-up-rules.js';
import { PartnershipSide, requireSide } from './partnership-sides.js';
import { PartnershipStatus } from './partnership-status.js';
import type { PartnershipRefusalInput, PartnershipStepInput } from './partnership.inputs.js';
import { Partnership, type Doing } from './partnership.entity.js';
import { tellAgreed, tellEnded } from './tell-partnership.js';

/** The partnership, locked, and for which of the sides that may the principal acts. @throws Forbidden, NotFound */
async function open(
  work: Work,
  { partnershipId, reason }: PartnershipStepInput,
  { principal, clock }: Surroundings,
  ...sides: PartnershipSide[]
): Promise<{ partnership: Partnership; doing: Doing }> {
  const partnership = await work.lock(Partnership, partnershipId);
  const side = requireSide(principal, partnership, ...sides);
  return { partnership, doing: { by: principal.id, side, at: clock.now(), reason } };
}

/** The other side accepts: from now on the partnership is public. */
export const agreePartnership = useCase(async (work, input: PartnershipStepInput, surroundings) => {
  const { partnership, doing } = await open(work, input, surroundings, PartnershipSide.OTHER_SIDE);
  const edition = partnership.editionId ? await work.find(Edition, partnership.editionId) : null;
  partnership.agree(doing, firstFollowUpDue(doing.at, edition));
  await work.save(partnership);
  await tellAgreed(work, partnership, doing.at);
  return partnership;
});

/** The other side does not want it, and says why. */
export const declinePartnership = useCase(async (work, input: PartnershipRefusalInput, surroundings) => {
  const { partnership, doing } = await open(work, input, surroundings, PartnershipSide.OTHER_SIDE);
  partnership.become(PartnershipStatus.DECLINED, doing);
  return work.save(partnership);
});

/** The proposer takes it back before an answer. */
export const withdrawPartnership = useCase(async (work, input: PartnershipStepInput, surroundings) => {
  const { partnership, doing } = await open(work, input, surroundings, PartnershipSide.PROPOSER);
  partnership.become(PartnershipStatus.WITHDRAWN, doing);
  return work.save(partnership);
});

/** Either side ends what was agreed, and says why. */
export const endPartnership = useCase(async (work, input: PartnershipRefusalInput, surroundings) => {
  const { PROPOSER, OTHER_SIDE } = PartnershipSide;
  const { partnership, doing } = await open(work, input, surroundings, PROPOSER, OTHER_SIDE);
  partnership.end(doing);
  await work.save(partnership);
  await tellEnded(work, partnership, doing.at);
  return partnership;
});
