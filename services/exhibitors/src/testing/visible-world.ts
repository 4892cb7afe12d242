import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type Door } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { allocationBuilders } from './allocation-builders.js';
import { awardBuilders, juror } from './award-builders.js';
import { draftBuilder, draftOperations, wholeAnswers } from './draft-builders.js';
import { partnershipBuilders } from './partnership-builders.js';

/** A fair with something in every field, and the ways to each thing. */
export async function visibleWorld() {
  const service = await testService(exhibitorsService);
  service.setNow(new Date('2025-01-28T10:00:00Z'));
  const allocation = allocationBuilders(service);
  const { make } = allocation;
  const partnerships = partnershipBuilders(service);
  const awards = awardBuilders(service);
  const as = { as: organiser };

  const editionId = await make.edition({ number: 77 });
  const exhibitorId = await make.exhibitor({
    contact: { person: 'Fatima Zahra', email: 'fatima@argan.example', phone: '+212600000001' },
  });
  const insiders = [actingFor(exhibitorId)];
  const otherId = await make.exhibitor();
  await make.approved(editionId, otherId);
  const draft = await draftBuilder(service, make)(editionId, wholeAnswers, exhibitorId);
  await service.data(draftOperations.submit, { input: { registrationId: draft.id } }, draft.as);
  await make.step('approveRegistration', draft.id);
  const standIds = await allocation.hall(editionId, 'A', [{ hasPower: true }, { hasPower: true }, { hasPower: true }]);
  await make.approved(editionId, await make.exhibitor({ region: 'ORIENTAL' }));
  const wishes = { halls: ['A'], corner: true, near: [otherId], apart: [await make.exhibitor()] };
  await allocation.done(allocation.wish(draft.id, wishes));
  const waitingExhibitor = await make.exhibitor();
  const waiting = await make.registration(editionId, waitingExhibitor);
  await make.step('waitlistRegistration', waiting);
  const proposal = await allocation.proposed(editionId, { quotas: [{ code: 'FAR', regions: ['ORIENTAL'], max: 0 }] });
  const free = standIds.find((id) => !proposal.placements.nodes.some(({ stand }: any) => stand.id === id)) ?? '';
  await allocation.done(allocation.move(proposal.id, draft.id, free));
  await allocation.apply(proposal.id);
  const held = await make.approved(editionId, await make.exhibitor());
  const [last = ''] = await allocation.hall(editionId, 'B', [{}]);
  const until = '2025-02-01T10:00:00.000Z';
  const hold = 'mutation ($input: HoldStandInput!) { holdStand(input: $input) { id } }';
  await service.data(hold, { input: { standId: last, registrationId: held, until } }, as);
  const rejectedExhibitor = await make.exhibitor();
  const rejected = await make.registration(editionId, rejectedExhibitor);
  await make.step('rejectRegistration', rejected, 'The goods are not made by hand.');
  const unfinishedExhibitor = await make.exhibitor();
  const unfinished = await draftBuilder(service, make)(editionId, {}, unfinishedExhibitor);

  const agreed = await partnerships.agreed(exhibitorId, otherId);
  const follow = { note: 'the bottles are late', amount: { amount: '1234.00', currency: 'MAD' } };
  await partnerships.followUp(agreed, 'STALLED', insiders[0] as never, follow);
  const ended = await partnerships.agreed(exhibitorId, otherId, { kind: 'EXPORT' });
  await partnerships.end(ended, insiders[0] as never, 'the price of bottles');
  const proposed = await partnerships.proposed(exhibitorId, otherId, { kind: 'KNOW_HOW' });
  const outside = (await partnerships.recordOutside(exhibitorId)).data?.made.id as string;
  const sides = [...insiders, actingFor(otherId)];

  const judging = await awards.judging({ nominees: 2, jurors: 2 });
  const [firstNominee = ''] = judging.nomineeIds;
  await awards.score('juror-0', firstNominee, 7);
  const [, secondNominee = ''] = judging.exhibitorIds;
  const interest = { editionId: judging.editionId, exhibitorId: secondNominee, reason: 'My sister works there.' };
  await service.data(
    'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { id } }',
    { input: interest },
    { as: juror('juror-0') },
  );

  const { edition } = await service.data('query ($id: ID!) { edition(id: $id) { judging { id } } }', {
    id: judging.editionId,
  });
  const sitting = {
    judgingId: edition.judging.id,
    startsAt: '2025-01-30T10:00:00.000Z',
    endsAt: '2025-01-30T11:00:00.000Z',
  };
  await service.data(
    'mutation ($input: ScheduleJurySittingInput!) { scheduleJurySitting(input: $input) { id } }',
    { input: { ...sitting, idempotencyKey: newId() } },
    as,
  );
  await awards.appoint(judging.editionId, 'juror-2', otherId);

  const doors: Door[] = [
    { type: 'Registration', id: draft.id, ask: 'registration(id: $id)', insiders },
    { type: 'Registration', id: rejected, ask: 'registration(id: $id)', insiders: [actingFor(rejectedExhibitor)] },
    {
      type: 'Registration',
      id: unfinished.id,
      ask: 'registration(id: $id)',
      insiders: [actingFor(unfinishedExhibitor)],
    },
    { type: 'Registration', id: waiting, ask: 'registration(id: $id)', insiders: [actingFor(waitingExhibitor)] },
    { type: 'RegistrationConnection', ask: `registrations(filter: { exhibitorId: "${exhibitorId}" })`, insiders },
    { type: 'RegistrationConnection', id: editionId, ask: 'waitlist(editionId: $id)', insiders },
    {
      ...{ type: 'Exhibitor', id: exhibitorId, ask: 'exhibitor(id: $id)', insiders },
      args: {
        'Exhibitor.registration': `(editionId: "${editionId}")`,
        'Exhibitor.stand': `(editionId: "${editionId}")`,
      },
    },
    { type: 'Edition', id: editionId, ask: 'edition(id: $id)', insiders },
    { type: 'Edition', id: judging.editionId, ask: 'edition(id: $id)', insiders: [juror('juror-0')] },
    ...[...standIds, last].map((id): Door => ({ type: 'Stand', id, ask: 'stand(id: $id)', insiders })),
    { type: 'Partnership', id: agreed, ask: 'partnership(id: $id)', insiders: sides },
    { type: 'Partnership', id: outside, ask: 'partnership(id: $id)', insiders },
    { type: 'Partnership', id: ended, ask: 'partnership(id: $id)', insiders: sides },
    { type: 'Partnership', id: proposed, ask: 'partnership(id: $id)', insiders: sides, hidden: true },
    { type: 'AllocationProposal', id: proposal.id, ask: 'allocationProposal(id: $id)', insiders },
    { type: 'AllocationProposalConnection', id: editionId, ask: 'allocationProposals(editionId: $id)', insiders },
    {
      type: 'AwardCategoryConnection',
      id: judging.editionId,
      ask: 'awardCategories(editionId: $id)',
      insiders: [juror('juror-0')],
    },
    { type: 'JurorConnection', id: judging.editionId, ask: 'jurors(editionId: $id)', insiders: [juror('juror-0')] },
  ];
  const outsider = await make.exhibitor();
  const strangers = [
    { id: 'anonymous', role: 'visitor' as const },
    // A token of another role that names the exhibitor does not act for it.
    { id: 'somebody', role: 'visitor' as const, exhibitorId },
    actingFor(outsider),
    { id: 'another partner', role: 'partner' as const, partnerId: newId() },
    { id: 'another trainer', role: 'trainer' as const, trainerId: newId() },
  ];
  return { service, doors, strangers, close: () => service.close() };
}
