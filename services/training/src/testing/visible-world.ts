import { newId } from '@maarad/shared/runtime';
import { actingFor, testService, type Door } from '@maarad/shared/testing';
import { trainingService } from '../service.js';
import { attendanceOf } from './attendance.js';
import { certificatesOf } from './certificates.js';
import { builders, cancelEnrolment, trainer } from './builders.js';
import { topicWaitsOf } from './topic-waits.js';

/** Workshops with something in every field, and the ways to each thing. */
export async function visibleWorld() {
  const service = await testService(trainingService);
  service.setNow(new Date('2025-01-27T08:00:00Z'));
  const make = builders(service);
  const editionId = await make.edition();
  const topicWaits = topicWaitsOf(service, () => editionId);
  const waits = await topicWaits.waiting({ language: 'AR', level: 'BEGINNER' });
  const full = await make.scheduled(editionId, { capacity: 1 });
  const holder = await make.participant(editionId);
  const [cancelled = ''] = await make.enrolled(full.workshopId, holder.exhibitorId);
  const [waiting = ''] = await make.waiting(full.workshopId, waits.exhibitorId);
  const [later = ''] = await make.waiting(full.workshopId, holder.exhibitorId);
  await service.data(
    cancelEnrolment,
    { input: { enrolmentId: cancelled, reason: 'the harvest came early' } },
    {
      as: actingFor(holder.exhibitorId),
    },
  );
  service.setNow(new Date('2025-01-28T12:00:00Z'));
  const one = await certificatesOf(service).certified(editionId);
  const insiders = [actingFor(one.exhibitorId), trainer(one.trainerId)];
  const rate = (enrolmentId: string, exhibitorId: string) =>
    service.data(
      'mutation ($input: RateWorkshopInput!) { rateWorkshop(input: $input) { id } }',
      { input: { enrolmentId, rating: 4, comment: 'More of it, please.' } },
      { as: actingFor(exhibitorId) },
    );
  await rate(one.enrolmentId, one.exhibitorId);
  await certificatesOf(service).revoke(one.certificate.id);
  const attendance = attendanceOf(service);
  const rated = await attendance.attended(editionId, 5);
  for (const doorCode of rated.codes) {
    await attendance.scan({ ...rated, doorCode }, 'IN', '09:30');
  }
  await attendance.closing(rated);
  for (const enrolmentId of rated.enrolments) {
    await rate(enrolmentId, rated.exhibitorId);
  }
  await certificatesOf(service).issue(rated.workshopId);

  const own = (exhibitorId: string, trainerId = full.trainerId) => [actingFor(exhibitorId), trainer(trainerId)];
  const doors: Door[] = [
    { type: 'Enrolment', id: one.enrolmentId, ask: 'enrolment(id: $id)', insiders },
    { type: 'Enrolment', id: cancelled, ask: 'enrolment(id: $id)', insiders: own(holder.exhibitorId) },
    { type: 'Enrolment', id: waiting, ask: 'enrolment(id: $id)', insiders: own(waits.exhibitorId) },
    { type: 'Enrolment', id: later, ask: 'enrolment(id: $id)', insiders: own(holder.exhibitorId) },
    { type: 'Certificate', id: one.certificate.id, insiders },
    { type: 'Workshop', id: one.workshopId, ask: 'workshop(id: $id)', insiders: [trainer(one.trainerId)] },
    { type: 'Exhibitor', id: one.exhibitorId, insiders: [actingFor(one.exhibitorId)] },
    { type: 'Workshop', id: rated.workshopId, ask: 'workshop(id: $id)', insiders: [trainer(rated.trainerId)] },
    { type: 'Exhibitor', id: rated.exhibitorId, insiders: [actingFor(rated.exhibitorId)] },
    { type: 'Exhibitor', id: waits.exhibitorId, insiders: [actingFor(waits.exhibitorId)] },
    { type: 'Trainer', id: one.trainerId, ask: 'trainer(id: $id)', insiders: [trainer(one.trainerId)] },
    { type: 'Edition', id: editionId, insiders: [] },
    { type: 'CertificateCheck', ask: `certificate(code: "${one.certificate.code}")`, insiders: [] },
  ];
  const strangers = [
    { id: 'anonymous', role: 'visitor' as const },
    { id: 'somebody', role: 'visitor' as const, exhibitorId: one.exhibitorId },
    actingFor(newId()),
    { id: 'another partner', role: 'partner' as const, partnerId: newId() },
    trainer(newId()),
  ];
  return { service, doors, strangers, close: () => service.close() };
}
