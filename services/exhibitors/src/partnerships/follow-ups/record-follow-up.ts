import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { Money } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../../editions/edition.entity.js';
import { PartnershipSide, requireSide } from '../partnership-sides.js';
import { Partnership } from '../partnership.entity.js';
import { tellEnded } from '../tell-partnership.js';
import { PartnershipFollowUp } from './follow-up.entity.js';
import type { RecordPartnershipFollowUpInput } from './follow-up.inputs.js';
import { nextFollowUpDue } from './follow-up-rules.js';
import { PartnershipFollowUpState } from './follow-up-state.js';

/** Either side, or the organiser, says how an agreed partnership fares. Saying that it has ended ends it. */
export const recordPartnershipFollowUp = creatingUseCase(
  'recordPartnershipFollowUp',
  PartnershipFollowUp,
  async (work, input: RecordPartnershipFollowUpInput, { principal, clock }) => {
    const { state, note } = input;
    const partnership = await work.lock(Partnership, input.partnershipId);
    const side = requireSide(principal, partnership, PartnershipSide.PROPOSER, PartnershipSide.OTHER_SIDE);
    requireAgreed(partnership);
    const now = clock.now();
    const at = input.at ?? now;
    requireWithin(at, partnership.agreedAt, now);
    const amount = input.amount ? Money.parse(input.amount, 'amount.amount') : null;
    const edition = partnership.editionId ? await work.find(Edition, partnership.editionId) : null;
    partnership.followUp(at, nextFollowUpDue(state, at, edition));
    if (state === PartnershipFollowUpState.ENDED) {
      partnership.end({ by: principal.id, side, at: now, reason: note });
      await tellEnded(work, partnership, now);
    }
    await work.save(partnership);
    return work.insert(
      Object.assign(new PartnershipFollowUp(), {
        id: newId(),
        partnershipId: partnership.id,
        state,
        note: note ?? null,
        amountMinor: amount?.minor ?? null,
        amountCurrency: amount?.currency ?? null,
        at,
        by: principal.id,
        side,
      }),
    );
  },
);

function requireAgreed({ id, status, isAgreed }: Partnership): void {
  if (!isAgreed) {
    const message = 'Only a partnership that is agreed, and has not ended, is followed up.';
    throw new Conflict(message, [{ type: 'Partnership', id }], { status });
  }
}

function requireWithin(at: Date, agreedAt: Date | null, now: Date): void {
  if (at > now || (agreedAt && at < agreedAt)) {
    throw new BadUserInput([{ path: 'at', rule: 'must not be before the agreement, nor later than now' }]);
  }
}
