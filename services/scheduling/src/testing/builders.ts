import {
  jurySittingCancelled,
  jurySittingChanged,
  jurySittingScheduled,
  registrationApproved,
  registrationWithdrawn,
  standAssigned,
  standReleased,
  workshopAnnounced,
  workshopCancelled,
} from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { organiser, tellOfEdition, type TestService } from '@maarad/shared/testing';

const as = { as: organiser };

export const sessionFields = `id status day startsAt endsAt capacity kind title { value } venue { id } performers { id }
  exhibitors { id } edition { id } workshop { id }`;

/** Builders of the programme's things: its own through the schema, those of others by their events. Each takes overrides and gives the id. */
export function builders(service: TestService) {
  const create = async (mutation: string, type: string, input: object): Promise<string> => {
    const data = await service.data(
      `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { id } }`,
      { input: { idempotencyKey: newId(), ...input } },
      as,
    );
    return data.made.id as string;
  };
  return {
    edition: (overrides?: Parameters<typeof tellOfEdition>[1]) => tellOfEdition(service, overrides),
    /** An exhibitor that takes part, with the way to withdraw it. */
    async participant(editionId: string): Promise<{ id: string; withdraw: (at?: Date) => Promise<void> }> {
      const [exhibitorId, registrationId] = [newId(), newId()];
      const facts = {
        exhibitorId,
        editionId,
        name: { fr: 'Coopérative Argane' },
        kind: 'AGRICULTURAL_COOPERATIVE' as const,
        sector: 'ARGAN',
        country: 'MA',
        region: 'SOUSS_MASSA' as const,
        womenLed: true,
      };
      await service.deliver(registrationApproved(registrationId, facts));
      return {
        id: exhibitorId,
        withdraw: (at) =>
          service.deliver(
            registrationWithdrawn(registrationId, { ...facts, reason: 'the harvest came early' }, { at }),
          ),
      };
    },
    /** That an exhibitor is given a stand, with the way to take it back. */
    async stand(
      editionId: string,
      exhibitorId: string,
      overrides: Partial<Parameters<typeof standAssigned>[1]> = {},
    ): Promise<{ id: string; release: () => Promise<void> }> {
      const id = newId();
      const facts = {
        standId: id,
        code: 'A-12',
        hall: 'A',
        exhibitorId,
        registrationId: newId(),
        editionId,
        ...overrides,
      };
      await service.deliver(standAssigned(id, facts));
      return { id, release: () => service.deliver(standReleased(id, { ...facts, reason: null })) };
    },
    /** That the jury sits, with the ways to move and to cancel that. */
    async sitting(
      editionId: string,
      overrides: Partial<Parameters<typeof jurySittingScheduled>[1]> = {},
    ): Promise<{ id: string; change: (change: object) => Promise<void>; cancel: () => Promise<void> }> {
      const id = newId();
      const { startsAt, endsAt } = usual;
      const facts = { editionId, startsAt, endsAt, exhibitorIds: [], trainerIds: [], performerIds: [], ...overrides };
      await service.deliver(jurySittingScheduled(id, facts));
      return {
        id,
        change: (change) => service.deliver(jurySittingChanged(id, { ...facts, ...change })),
        cancel: () => service.deliver(jurySittingCancelled(id, facts)),
      };
    },
    venue: (overrides: object = {}) =>
      create('createVenue', 'CreateVenueInput', {
        name: { ar: 'قاعة الأطلس', fr: 'Salle Atlas' },
        kind: 'WORKSHOP_ROOM',
        capacity: 40,
        ...overrides,
      }),
    performer: (overrides: object = {}) =>
      create('createPerformer', 'CreatePerformerInput', {
        name: { ar: 'فرقة أحواش تلوات' },
        kind: 'FOLKLORE_TROUPE',
        origin: 'DRAA_TAFILALET',
        ...overrides,
      }),
    session: (input: { editionId: string; venueId: string } & Record<string, unknown>) =>
      create('scheduleSession', 'ScheduleSessionInput', { ...usual, ...input }),
    schedule: (input: { editionId: string; venueId: string } & Record<string, unknown>) =>
      service.execute(
        `mutation ($input: ScheduleSessionInput!) { made: scheduleSession(input: $input) { ${sessionFields} } }`,
        { input: { idempotencyKey: newId(), ...usual, ...input } },
        as,
      ),
    move: (input: object) =>
      service.execute(
        `mutation ($input: MoveSessionInput!) { made: moveSession(input: $input) { ${sessionFields} } }`,
        { input },
        as,
      ),
    cancel: (sessionId: string, reason = 'rain') =>
      service.execute(
        `mutation ($input: CancelSessionInput!) { made: cancelSession(input: $input) { ${sessionFields} } }`,
        { input: { sessionId, reason } },
        as,
      ),
    announcement(overrides: Partial<Parameters<typeof workshopAnnounced>[1]> & { editionId: string; venueId: string }) {
      const id = newId();
      const data = {
        title: { ar: 'مهارات التسويق', fr: 'Techniques de vente' },
        topic: 'MARKETING' as const,
        language: 'ar' as const,
        capacity: 30,
        trainerIds: [newId()],
        startsAt: '2025-01-28T09:00:00Z',
        endsAt: '2025-01-28T11:00:00Z',
        ...overrides,
      };
      return {
        id,
        announced: workshopAnnounced(id, data),
        cancelled: (sessionId: string | null = null) =>
          workshopCancelled(id, { ...data, sessionId, reason: 'too few came' }),
      };
    },
  };
}

const usual = {
  kind: 'CONCERT',
  title: { ar: 'سهرة الملحون', fr: 'Soirée malhun' },
  startsAt: '2025-01-28T09:00:00Z',
  endsAt: '2025-01-28T11:00:00Z',
};
