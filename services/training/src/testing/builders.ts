import type { Principal } from '@maarad/shared/auth';
import {
  registrationApproved,
  registrationWithdrawn,
  sessionCancelled,
  sessionMoved,
  sessionRefused,
  sessionScheduled,
} from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { organiser, tellOfEdition, type TestService } from '@maarad/shared/testing';

export const trainer = (trainerId: string): Principal => ({ id: `trainer-${trainerId}`, role: 'trainer', trainerId });

export const announce =
  'mutation ($input: AnnounceWorkshopInput!) { announceWorkshop(input: $input) { id status seatsLeft session { id } trainers { id } } }';
export const cancelWorkshop =
  'mutation ($input: CancelWorkshopInput!) { cancelWorkshop(input: $input) { id status cancellationReason seatsLeft } }';
export const enrol =
  'mutation ($input: EnrolInput!) { enrol(input: $input) { id status participant { name } exhibitor { id } workshop { id seatsLeft } } }';
export const cancelEnrolment =
  'mutation ($input: CancelEnrolmentInput!) { cancelEnrolment(input: $input) { id status cancellationReason workshop { seatsLeft } } }';
export const waitInLine =
  'mutation ($input: EnrolInput!) { enrol(input: $input) { id status waitlistPosition offerExpiresAt } }';
export const acceptOffer =
  'mutation ($input: AnswerOfferInput!) { acceptOffer(input: $input) { id status offerExpiresAt workshop { seatsLeft } } }';
export const declineOffer =
  'mutation ($input: AnswerOfferInput!) { declineOffer(input: $input) { id status cancellationReason } }';
export const readWorkshop =
  'query ($id: ID!) { workshop(id: $id) { status seatsLeft startsAt venue { id } session { id } cancellationReason refusal { reason conflictsWith { type id name { value } } } } }';

const slot = { startsAt: '2025-01-28T09:30:00.000Z', endsAt: '2025-01-28T11:30:00.000Z' };

/** Builders of the fair's things, through the schema where they begin here, by events where they begin elsewhere. */
export function builders(service: TestService) {
  const participantFacts = (exhibitorId: string, editionId: string) => ({
    ...{ exhibitorId, editionId, name: { ar: 'تعاونية أركان' }, kind: 'AGRICULTURAL_COOPERATIVE' as const },
    ...{ sector: 'ARGAN', country: 'MA', region: 'SOUSS_MASSA' as const, womenLed: true },
  });
  const sessionFacts = (editionId: string, workshopId: string, overrides: object = {}) => ({
    ...{ editionId, kind: 'WORKSHOP' as const, title: { ar: 'ورشة' }, language: null, venueId: newId(), ...slot },
    ...{ capacity: 30, performerIds: [], exhibitorIds: [], workshopId },
    ...overrides,
  });
  const made = {
    edition: () => tellOfEdition(service),
    /** An exhibitor that takes part. */
    async participant(editionId: string, exhibitorId = newId()) {
      const registrationId = newId();
      await service.deliver(registrationApproved(registrationId, participantFacts(exhibitorId, editionId)));
      return { exhibitorId, registrationId };
    },
    withdraw: (registrationId: string, exhibitorId: string, editionId: string) =>
      service.deliver(
        registrationWithdrawn(registrationId, {
          ...participantFacts(exhibitorId, editionId),
          reason: 'the harvest came early',
        }),
      ),
    async trainer(): Promise<string> {
      const { createTrainer } = await service.data(
        'mutation ($input: CreateTrainerInput!) { createTrainer(input: $input) { id } }',
        { input: { idempotencyKey: newId(), name: { ar: 'كريمة', fr: 'Karima' }, biography: { fr: 'Formatrice' } } },
        { as: organiser },
      );
      return createTrainer.id;
    },
    workshopInput: (editionId: string, trainerIds: string[], overrides: object = {}) => ({
      ...{ idempotencyKey: newId(), editionId, trainerIds, title: { ar: 'التسويق', fr: 'Le marketing' } },
      ...{ topic: 'MARKETING', language: 'AR', level: 'BEGINNER', capacity: 30, venueId: newId(), ...slot },
      ...overrides,
    }),
    async announced(editionId: string, trainerIds: string[], overrides: object = {}): Promise<string> {
      const input = made.workshopInput(editionId, trainerIds, overrides);
      return (await service.data(announce, { input }, { as: organiser })).announceWorkshop.id;
    },
    session: (sessionId: string, editionId: string, workshopId: string, overrides: object = {}) =>
      service.deliver(sessionScheduled(sessionId, sessionFacts(editionId, workshopId, overrides))),
    moved: (sessionId: string, editionId: string, workshopId: string, overrides: object) =>
      service.deliver(
        sessionMoved(sessionId, {
          ...sessionFacts(editionId, workshopId, overrides),
          from: { venueId: newId(), ...slot },
        }),
      ),
    sessionCancelled: (sessionId: string, editionId: string, workshopId: string, reason: string | null) =>
      service.deliver(sessionCancelled(sessionId, { ...sessionFacts(editionId, workshopId), reason })),
    refused: (
      editionId: string,
      workshopId: string,
      conflictsWith: { type: string; id: string; name?: object }[],
      meeting?: number,
    ) =>
      service.deliver(
        sessionRefused(workshopId, { editionId, workshopId, reason: 'The hall is taken.', conflictsWith, meeting }),
      ),
    /** A workshop with its session. */
    async scheduled(editionId: string, overrides: object = {}) {
      const trainerId = await made.trainer();
      const workshopId = await made.announced(editionId, [trainerId], overrides);
      const sessionId = newId();
      await made.session(sessionId, editionId, workshopId);
      return { workshopId, sessionId, trainerId };
    },
    enrolInput: (workshopId: string, exhibitorId: string, people = 1, overrides: object = {}) => ({
      ...{ idempotencyKey: newId(), workshopId, exhibitorId },
      participants: Array.from({ length: people }, (_, index) => ({ name: `Fatima ${index + 1} ${newId()}` })),
      ...overrides,
    }),
    /** The ids of people of an exhibitor that want to come, in a place or in line. */
    async waiting(workshopId: string, exhibitorId: string, people = 1, overrides: object = {}): Promise<string[]> {
      const input = made.enrolInput(workshopId, exhibitorId, people, { waitlist: true, ...overrides });
      const data = await service.data(waitInLine, { input }, { as: organiser });
      return data.enrol.map(({ id }: { id: string }) => id);
    },
    async enrolled(workshopId: string, exhibitorId: string, people = 1): Promise<string[]> {
      const input = made.enrolInput(workshopId, exhibitorId, people);
      const data = await service.data(enrol, { input }, { as: organiser });
      return data.enrol.map(({ id }: { id: string }) => id);
    },
  };
  return made;
}
