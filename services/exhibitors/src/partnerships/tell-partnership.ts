import { partnershipAgreed, partnershipEnded } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { In } from 'typeorm';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { OutsidePartner } from './outside-partner.entity.js';
import type { Partnership } from './partnership.entity.js';

/**
 * Only what is public is told: that a partnership has been agreed, and that one has ended. Proposals, refusals and withdrawals
 * are negotiations, which concern nobody but the two; so are terms, reasons and follow-ups.
 */
export async function tellAgreed(work: Work, partnership: Partnership, at: Date): Promise<void> {
  const { facts, about } = await factsOf(work, partnership);
  work.record(partnershipAgreed(partnership.id, facts, { ...about, at }));
}

export async function tellEnded(work: Work, partnership: Partnership, at: Date): Promise<void> {
  const { facts, about } = await factsOf(work, partnership);
  work.record(partnershipEnded(partnership.id, facts, { ...about, at }));
}

async function factsOf(work: Work, partnership: Partnership) {
  const { kind, editionId, fromExhibitorId, toExhibitorId, outsidePartnerId } = partnership;
  const exhibitorIds = [fromExhibitorId, ...(toExhibitorId ? [toExhibitorId] : [])];
  const exhibitors = await work.manager.findBy(Exhibitor, { id: In(exhibitorIds) });
  const outside = outsidePartnerId ? await work.find(OutsidePartner, outsidePartnerId) : null;
  const from = exhibitors.find(({ id }) => id === fromExhibitorId);
  const to = exhibitors.find(({ id }) => id === toExhibitorId);
  const agreedAt = partnership.agreedAt?.toISOString() ?? '';
  const facts = {
    kind,
    editionId,
    agreedAt,
    exhibitorIds,
    from: { exhibitorId: fromExhibitorId, region: from?.region ?? null, country: from?.country ?? '' },
    to: {
      exhibitorId: toExhibitorId,
      outsideKind: outside?.kind ?? null,
      region: to?.region ?? null,
      country: to?.country ?? outside?.country ?? '',
    },
  };
  return { facts, about: { ...(editionId && { edition: editionId }), region: from?.region } };
}
