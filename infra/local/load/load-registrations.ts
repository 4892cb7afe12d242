import { daysBetween } from '../edition-time.js';
import type { FairData } from '../fair-data.js';
import type { GraphClient, Refused } from './graph-client.js';
import { loadAllocation } from './load-allocation.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';
import { placementOf } from './operations.js';

type Ids = Map<string, string | undefined>;
type ExhibitorData = FairData['exhibitors'][number];
type Outcome = ExhibitorData['outcome'];

const done = ({ code }: Refused) => code === 'ILLEGAL_TRANSITION';
const came: Outcome[] = ['APPROVED', 'CONFIRMED', 'CHECKED_IN'];

/**
 * Every registration step by step to where the data says it went. Those who share a stand are given it by hand, all others by
 * the allocation; who withdraws after it leaves a stand that is offered to the next of the waitlist.
 */
export async function loadRegistrations(
  graph: GraphClient,
  data: FairData,
  loaded: LoadedExhibitors,
  standIds: Map<string, string>,
): Promise<void> {
  const { exhibitors } = data;
  const registrationIds = await ask(graph, exhibitors, loaded);
  const step = (
    field: string,
    type: 'RegistrationStepInput' | 'RegistrationRefusalInput',
    those: ExhibitorData[],
    more: (exhibitor: ExhibitorData) => object = () => ({}),
  ) =>
    mutateEach(
      graph,
      field,
      type,
      those.map((exhibitor) => ({ registrationId: registrationIds.get(exhibitor.key), ...more(exhibitor) })),
      { width: 4, done },
    );
  const why = ({ reason }: ExhibitorData) => ({ ...(reason && { reason: reason.ar }) });
  const of = (...outcomes: Outcome[]) => exhibitors.filter(({ outcome }) => outcomes.includes(outcome));
  const offered = exhibitors.filter(({ standOf }) => standOf);
  const leaving = exhibitors.filter(({ key }) => offered.some(({ standOf }) => standOf === key));
  const without = (those: ExhibitorData[], others: ExhibitorData[]) => those.filter((one) => !others.includes(one));

  await step('waitlistRegistration', 'RegistrationStepInput', [...offered, ...of('WAITLISTED')], why);
  await step('rejectRegistration', 'RegistrationRefusalInput', of('REJECTED'), why);
  await step('approveRegistration', 'RegistrationStepInput', without(of(...came, 'WITHDRAWN'), offered));
  await step('withdrawRegistration', 'RegistrationRefusalInput', without(of('WITHDRAWN'), leaving), why);
  await shareStands(graph, data, loaded, { standIds, registrationIds });
  await loadAllocation(graph, data, loaded, { standIds, registrationIds });
  await step('withdrawRegistration', 'RegistrationRefusalInput', leaving, why);
  await offerFreed(graph, offered, registrationIds);
  await step('confirmRegistration', 'RegistrationStepInput', of('CONFIRMED', 'CHECKED_IN'));
  await step('checkInRegistration', 'RegistrationStepInput', of('CHECKED_IN'));
}

/** One after the other: the order in which they ask is the order in which they are listed. */
async function ask(
  graph: GraphClient,
  exhibitors: ExhibitorData[],
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<Ids> {
  const input = (exhibitor: ExhibitorData) => ({
    ...{ idempotencyKey: exhibitor.key, editionId, exhibitorId: exhibitorIds.get(exhibitor.key) },
    ...(exhibitor.answers && { answers: answersOf(exhibitor) }),
  });
  const drafts = exhibitors.filter(({ outcome }) => outcome === 'DRAFT');
  const others = exhibitors.filter(({ outcome }) => outcome !== 'DRAFT');
  const asked = await mutateEach(graph, 'submitRegistration', 'SubmitRegistrationInput', others.map(input));
  await mutateEach(graph, 'draftRegistration', 'DraftRegistrationInput', drafts.map(input));
  return new Map(others.map(({ key }, index) => [key, asked[index]?.id]));
}

/** Its answers to the questionnaire; a draft has some of them only. */
export function answersOf({ outcome, answers, needs, description, registrationNumber }: ExhibitorData): object {
  return {
    ...answers,
    ...(registrationNumber && { registryNumber: registrationNumber }),
    ...(outcome !== 'DRAFT' && { productSummary: description.fr, ...needs }),
  };
}

async function shareStands(
  graph: GraphClient,
  { exhibitors, edition }: FairData,
  { exhibitorIds }: LoadedExhibitors,
  { standIds, registrationIds }: { standIds: Map<string, string>; registrationIds: Ids },
): Promise<void> {
  const sharing = exhibitors.filter(({ half }) => half);
  const holderIds = new Set(sharing.map(({ key }) => exhibitorIds.get(key)));
  const assignments = sharing.map(({ key, stand, half }) => ({
    ...{ standId: standIds.get(stand ?? ''), registrationId: registrationIds.get(key) },
    slices: daysBetween(edition.startsOn, edition.endsOn).map((day) => ({ day, half })),
  }));
  await mutateEach(graph, 'assignStand', 'AssignStandInput', assignments, {
    done: (refusal, input) => holdsAlready(refusal, input, holderIds),
  });
}

/** A load before this one assigned it: the stand's holder, or the stand that the registration holds, is named in the way. */
function holdsAlready({ code, extensions }: Refused, input: object, holderIds: Set<string | undefined>): boolean {
  const inTheWay = code === 'CONFLICT' ? (extensions.conflictsWith as { id: string }[]) : [];
  const { standId } = input as { standId: string };
  return inTheWay.some(({ id }) => id === standId || holderIds.has(id));
}

const twoDaysMs = 48 * 3_600_000;

/** The fair of the data is over, so nothing is offered by itself: the organiser offers it, and the next of the waitlist has two days. */
async function offerFreed(graph: GraphClient, offered: ExhibitorData[], registrationIds: Ids): Promise<void> {
  for (const { key, standOf } of offered) {
    const left = await graph.ask<{ registration: { placement: { stand: { id: string; code: string } } } }>(
      placementOf,
      { id: registrationIds.get(standOf ?? '') },
    );
    const { id, code } = left.registration.placement.stand;
    const input = {
      ...{ registrationId: registrationIds.get(key), standId: id },
      holdUntil: new Date(Date.now() + twoDaysMs).toISOString(),
      reason: `تحرر الرواق ${code} بعد انسحاب، وهو من نصيب الأولى في لائحة الانتظار.`,
    };
    await mutateEach(graph, 'approveRegistration', 'RegistrationStepInput', [input], { done });
  }
}
