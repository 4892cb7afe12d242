import { In } from 'typeorm';
import { workshopAnnounced } from '@maarad/shared/contracts';
import { creatingUseCase, type Work } from '@maarad/shared/database';
import { BadUserInput, NotFound } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { isId, newId } from '@maarad/shared/runtime';
import { Trainer } from '../trainers/trainer.entity.js';
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
    const { editionId, topic, trainerIds, language, level, capacity, venueId, startsAt, endsAt } = input;
    const { fairness, offerMinutes, completionPercent } = input;
    await requireTrainers(work, trainerIds);
    const edition = await requireEdition(work, editionId);
    if (endsAt <= startsAt) {
      throw new BadUserInput([{ path: 'endsAt', rule: 'must be after startsAt' }]);
    }
    edition.dayOf(startsAt, 'startsAt');
    edition.dayOf(endsAt, 'endsAt');
    const workshop = await work.insert(
      Object.assign(new Workshop(), {
        ...{ id: newId(), editionId, topic, trainerIds, language, level, capacity, venueId, startsAt, endsAt },
        ...{ fairness, offerMinutes, completionPercent, title: textsOf(input.title) },
        status: WorkshopStatus.ANNOUNCED,
        ...{ seatsTaken: 0, sessionId: null, refusal: null, cancellationReason: null, attendanceClosedAt: null },
      }),
    );
    work.record(workshopAnnounced(workshop.id, workshopFacts(workshop), { edition: editionId, at: clock.now() }));
    return workshop;
  },
);

/** @throws NotFound naming the first who is no trainer. */
async function requireTrainers(work: Work, ids: string[]): Promise<void> {
  const known = await work.manager.findBy(Trainer, { id: In(ids.filter(isId)) });
  const unknown = ids.find((id) => !known.some((trainer) => trainer.id === id));
  if (unknown !== undefined) {
    throw new NotFound('Trainer', unknown);
  }
}
