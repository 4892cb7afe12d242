import { In } from 'typeorm';
import { workshopAnnounced } from '@maarad/shared/contracts';
import { creatingUseCase, type Work } from '@maarad/shared/database';
import { BadUserInput, NotFound } from '@maarad/shared/errors';
import { Money, textsOf } from '@maarad/shared/graphql';
import { requireEdition, type EditionFacts } from '@maarad/shared/projections';
import { isId, newId } from '@maarad/shared/runtime';
import { Trainer } from '../trainers/trainer.entity.js';
import { materialsOf } from './material.js';
import { inOrderOfTime, type Meeting } from './meetings.js';
import { requireLeads } from './who-leads.js';
import { workshopFacts } from './workshop-facts.js';
import { WorkshopStatus } from './workshop-status.js';
import { Workshop } from './workshop.entity.js';
import type { AnnounceWorkshopInput } from './workshop.inputs.js';

/** Asks the programme for a workshop's place: scheduling books a session, or refuses with what stands in the way. */
export const announceWorkshop = creatingUseCase(
  'announceWorkshop',
  Workshop,
  async (work, input: AnnounceWorkshopInput, { principal, clock }) => {
    requireLeads(principal, input.trainerIds);
    const { editionId, topic, trainerIds, language, level, capacity } = input;
    const { fairness, offerMinutes, completionPercent } = input;
    await requireTrainers(work, trainerIds);
    const edition = await requireEdition(work, editionId);
    const meetings = meetingsOf(input, edition);
    const workshop = await work.insert(
      Object.assign(new Workshop(), {
        ...{ id: newId(), editionId, topic, trainerIds, language, level, capacity, meetings, ...meetings[0] },
        ...{ fairness, offerMinutes, completionPercent, title: textsOf(input.title) },
        status: WorkshopStatus.ANNOUNCED,
        materials: materialsOf(input.materials ?? []),
        prerequisites: input.prerequisites ? textsOf(input.prerequisites) : null,
        ...{ requiresTopics: input.requiresTopics ?? [], price: priceOf(input, edition) },
        ...{ seatsTaken: 0, refusal: null, cancellationReason: null, attendanceClosedAt: null },
      }),
    );
    work.record(workshopAnnounced(workshop.id, workshopFacts(workshop), { edition: editionId, at: clock.now() }));
    return workshop;
  },
);

/** All its sessions, in order of time. @throws BadUserInput for one that is no session in the edition, or meets another. */
function meetingsOf({ furtherSessions, ...first }: AnnounceWorkshopInput, edition: EditionFacts): Meeting[] {
  const wanted = [first, ...(furtherSessions ?? [])];
  wanted.forEach(({ startsAt, endsAt }, index) => {
    const place = index === 0 ? '' : `furtherSessions.${index - 1}.`;
    if (endsAt <= startsAt) {
      throw new BadUserInput([{ path: `${place}endsAt`, rule: 'must be after startsAt' }]);
    }
    if (wanted.some((other, before) => before < index && other.startsAt < endsAt && startsAt < other.endsAt)) {
      throw new BadUserInput([
        { path: `${place}startsAt`, rule: 'must not be during another session of the workshop' },
      ]);
    }
    edition.dayOf(startsAt, `${place}startsAt`);
    edition.dayOf(endsAt, `${place}endsAt`);
  });
  return inOrderOfTime(wanted.map(({ venueId, startsAt, endsAt }) => ({ sessionId: null, venueId, startsAt, endsAt })));
}

/** @throws BadUserInput in another currency than the edition's. */
function priceOf({ price }: AnnounceWorkshopInput, { currency }: EditionFacts): Money | null {
  if (price && price.currency !== currency) {
    throw new BadUserInput([{ path: 'price.currency', rule: `must be ${currency}, the edition's` }]);
  }
  return price ? Money.parse(price, 'price.amount') : null;
}

/** @throws NotFound naming the first who is no trainer. */
async function requireTrainers(work: Work, ids: string[]): Promise<void> {
  const known = await work.manager.findBy(Trainer, { id: In(ids.filter(isId)) });
  const unknown = ids.find((id) => !known.some((trainer) => trainer.id === id));
  if (unknown !== undefined) {
    throw new NotFound('Trainer', unknown);
  }
}
