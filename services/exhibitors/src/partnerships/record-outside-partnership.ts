import { requireActsFor } from '@maarad/shared/auth';
import { creatingUseCase, type Work } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import type { EntityManager } from 'typeorm';
import { Edition } from '../editions/edition.entity.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { firstFollowUpDue } from './follow-ups/follow-up-rules.js';
import { OutsidePartner } from './outside-partner.entity.js';
import { partnershipInTheWay } from './partnership-in-the-way.js';
import { PartnershipSide, requireSide } from './partnership-sides.js';
import type { OutsidePartnerInput, RecordOutsidePartnershipInput } from './partnership.inputs.js';
import { Partnership } from './partnership.entity.js';
import { tellAgreed } from './tell-partnership.js';

/**
 * An exhibitor, or the organiser for it, records what it has agreed with an organisation outside the fair. That one cannot
 * answer here, so there is nothing to propose: it is recorded as agreed, with the evidence.
 */
export const recordOutsidePartnership = creatingUseCase(
  'recordOutsidePartnership',
  Partnership,
  async (work, input: RecordOutsidePartnershipInput, { principal, clock }) => {
    const { fromExhibitorId, editionId, kind, evidence, terms } = input;
    requireActsFor(principal, fromExhibitorId);
    const now = clock.now();
    const agreedAt = input.agreedAt ?? now;
    if (agreedAt > now) {
      throw new BadUserInput([{ path: 'agreedAt', rule: 'must not be later than now' }]);
    }
    await work.find(Exhibitor, fromExhibitorId);
    const edition = editionId ? await work.find(Edition, editionId) : null;
    const facts = {
      id: newId(),
      editionId: editionId ?? null,
      fromExhibitorId,
      toExhibitorId: null,
      outsidePartnerId: await outsidePartner(work, input.partner),
      kind,
      evidence,
      terms: terms ? textsOf(terms) : null,
    };
    const side = requireSide(principal, { ...facts, agreedAt: null }, PartnershipSide.PROPOSER);
    const doing = { by: principal.id, side, at: agreedAt };
    const partnership = Partnership.propose(facts, doing);
    partnership.agree(doing, firstFollowUpDue(agreedAt, edition));
    await work.insert(partnership);
    await tellAgreed(work, partnership, now);
    return partnership;
  },
  {
    violations: {
      partnerships_open_once: async ({ fromExhibitorId, partner, kind }, manager) => {
        const outsidePartnerId = await knownPartner(manager, partner);
        return partnershipInTheWay(manager, fromExhibitorId, outsidePartnerId ? { outsidePartnerId } : null, kind);
      },
    },
  },
);

/** The id of the organisation, entered when it is new; of several who enter it at once, all get the same. */
async function outsidePartner(work: Work, partner: OutsidePartnerInput): Promise<string> {
  const { manager } = work;
  const row = { id: newId(), name: textsOf(partner.name), country: partner.country, kind: partner.kind };
  await manager.createQueryBuilder().insert().into(OutsidePartner).values(row).orIgnore().execute();
  return (await knownPartner(manager, partner)) ?? row.id;
}

async function knownPartner(manager: EntityManager, partner: OutsidePartnerInput): Promise<string | undefined> {
  const known = await manager
    .createQueryBuilder(OutsidePartner, 'partner')
    .where('partner.country = :country AND partner.kind = :kind', { country: partner.country, kind: partner.kind })
    .andWhere('md5(partner.name::text) = md5(CAST(:name AS jsonb)::text)', {
      name: JSON.stringify(textsOf(partner.name)),
    })
    .getOne();
  return known?.id;
}
