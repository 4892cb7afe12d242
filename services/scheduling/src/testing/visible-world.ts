import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type Door } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from './builders.js';
import { reservations } from './reservations.js';
import { prayer, rulesOf } from './rules.js';

/** A programme with something in every field, and the ways to each thing. */
export async function visibleWorld() {
  const service = await testService(schedulingService);
  service.setNow(new Date('2025-01-28T08:50:00Z'));
  const make = builders(service);
  const editionId = await make.edition();
  const venueId = await make.venue({ capacity: 5 });
  const participant = await make.participant(editionId);
  const performerId = await make.performer({
    fee: { amount: '4321.00', currency: 'MAD' },
    technicalNeeds: { fr: 'Quatre microphones' },
  });
  await rulesOf(service).set('setQuietPeriods', { editionId, periods: [prayer] });
  const sessionId = await make.session({
    editionId,
    venueId,
    performerIds: [performerId],
    exhibitorIds: [participant.id],
  });
  const change = (mutation: string, type: string, input: object) =>
    service.data(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`,
      { input },
      { as: organiser },
    );
  const holder = { id: 'visitor-seated', role: 'visitor' as const };
  const queuer = { id: 'visitor-queued', role: 'visitor' as const };
  const seats = reservations(service);
  const seated = await seats.reserved({ sessionId, seats: 4 }, holder);
  const queued = await seats.reserved({ sessionId, seats: 3 }, queuer);
  await seats.checkIn(seated.code);
  await service.data(
    'mutation ($input: ReleaseProgrammeInput!) { releaseProgramme(input: $input) { id } }',
    { input: { editionId, idempotencyKey: newId(), note: { fr: 'Première version' } } },
    { as: organiser },
  );
  const override = { rules: ['QUIET_PERIOD'], reason: 'They agreed on the telephone.' };
  const noon = { startsAt: '2025-01-28T12:30:00.000Z', endsAt: '2025-01-28T13:30:00.000Z' };
  const overriddenId = await make.session({ editionId, venueId, ...noon, override });
  await change('setPerformerAvailability', 'SetPerformerAvailabilityInput', {
    ...{ performerId, windows: [{ startsAt: '2025-01-29T08:00:00.000Z', endsAt: '2025-01-29T20:00:00.000Z' }] },
  });
  const insiders = [actingFor(participant.id)];
  const doors: Door[] = [
    { type: 'Reservation', id: seated.id, ask: 'reservation(id: $id)', insiders: [holder] },
    { type: 'Reservation', id: queued.id, ask: 'reservation(id: $id)', insiders: [queuer] },
    { type: 'ReservationConnection', ask: 'myReservations', insiders: [holder] },
    { type: 'Performer', id: performerId, ask: 'performer(id: $id)', insiders },
    { type: 'Session', id: sessionId, ask: 'session(id: $id)', insiders },
    { type: 'Session', id: overriddenId, ask: 'session(id: $id)', insiders },
    { type: 'Edition', id: editionId, insiders, args: {} },
    { type: 'Venue', id: venueId, insiders: [] },
    { type: 'Exhibitor', id: participant.id, insiders },
    { type: 'ProgrammeRelease', ask: `programmeRelease(editionId: "${editionId}", version: 1)`, insiders },
    {
      ...{ type: 'SlotSuggestion', insiders },
      ask: `suggestSlots(input: { editionId: "${editionId}", kind: CONCERT, minutes: 60 })`,
    },
  ];
  const strangers = [
    { id: 'anonymous', role: 'visitor' as const },
    { id: 'somebody', role: 'visitor' as const, exhibitorId: participant.id },
    actingFor(newId()),
    { id: 'another partner', role: 'partner' as const, partnerId: newId() },
    { id: 'another trainer', role: 'trainer' as const, trainerId: newId() },
  ];
  return { service, doors, strangers, close: () => service.close() };
}
