import { daysBetween } from '../edition-time.js';
import type { FairData } from '../fair-data.js';
import type { GraphClient, Refused } from './graph-client.js';
import { mutateEach } from './mutate-each.js';

export interface LoadedExhibitors {
  editionId: string;
  /** Ids by the keys of the data. */
  exhibitorIds: Map<string, string>;
}

type ExhibitorData = FairData['exhibitors'][number];

/** The edition, its floor, and who takes part: every registration step by step to where the data says it went. */
export async function loadExhibitors(graph: GraphClient, data: FairData): Promise<LoadedExhibitors> {
  const editionId = await loadEdition(graph, data);
  const standIds = await loadHalls(graph, data, editionId);
  // One batch after the other: the order in which they are entered is the order in which they are listed.
  const entered = await mutateEach(
    graph,
    'createExhibitor',
    'CreateExhibitorInput',
    data.exhibitors.map(exhibitorInput),
  );
  const exhibitorIds = new Map(data.exhibitors.map(({ key }, index) => [key, entered[index]?.id ?? '']));
  await register(graph, data, { editionId, exhibitorIds }, standIds);
  return { editionId, exhibitorIds };
}

async function loadEdition(graph: GraphClient, { edition }: FairData): Promise<string> {
  const { key, number, name, theme, city, region, startsOn, endsOn, timeZone, currency, organisers } = edition;
  const facts = { number, name, theme, city, region, startsOn, endsOn, timeZone, currency };
  const input = {
    idempotencyKey: key,
    ...facts,
    organisers: organisers.map((organiser) => ({ name: organiser.name })),
  };
  const [made] = await mutateEach(graph, 'createEdition', 'CreateEditionInput', [input]);
  return made?.id ?? '';
}

async function loadHalls(graph: GraphClient, { halls }: FairData, editionId: string): Promise<Map<string, string>> {
  const inputs = halls.map(({ code, name, width, depth, stands }) => ({
    ...{ idempotencyKey: `hall-${code}`, editionId, code, name, width, depth },
    stands: stands.map(({ x, y, ...stand }) => ({
      ...{ code: stand.code, hasPower: stand.hasPower, hasWater: stand.hasWater },
      position: { x, y, width: stand.width, depth: stand.depth },
    })),
  }));
  const made = await mutateEach(graph, 'createHall', 'CreateHallInput', inputs, { selection: 'id stands { id code }' });
  return new Map(made.flatMap((hall) => hall?.stands?.map(({ code, id }): [string, string] => [code, id]) ?? []));
}

function exhibitorInput({ key, contact, members, region, ...exhibitor }: ExhibitorData): object {
  const { name, kind, sector, country, locality, description, foundedIn } = exhibitor;
  const facts = { name, kind, sector, country, locality, description, foundedIn, contact };
  return { idempotencyKey: key, ...facts, ...(region && { region }), ...(members && { members }) };
}

type Outcome = ExhibitorData['outcome'];

/** Each step with those who take it; a stand is given between approval and confirmation. */
const approved: Outcome[] = ['APPROVED', 'WITHDRAWN', 'CONFIRMED', 'CHECKED_IN'];
const steps: { step: string; type: string; of: Outcome[]; tellsReason?: boolean }[] = [
  { step: 'waitlistRegistration', type: 'RegistrationStepInput', of: ['WAITLISTED'], tellsReason: true },
  { step: 'rejectRegistration', type: 'RegistrationRefusalInput', of: ['REJECTED'], tellsReason: true },
  { step: 'approveRegistration', type: 'RegistrationStepInput', of: approved },
  { step: 'withdrawRegistration', type: 'RegistrationRefusalInput', of: ['WITHDRAWN'], tellsReason: true },
  { step: 'confirmRegistration', type: 'RegistrationStepInput', of: ['CONFIRMED', 'CHECKED_IN'] },
  { step: 'checkInRegistration', type: 'RegistrationStepInput', of: ['CHECKED_IN'] },
];

async function register(
  graph: GraphClient,
  { exhibitors, edition }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
  standIds: Map<string, string>,
): Promise<void> {
  const submissions = exhibitors.map(({ key }) => ({
    idempotencyKey: key,
    editionId,
    exhibitorId: exhibitorIds.get(key),
  }));
  const submitted = await mutateEach(graph, 'submitRegistration', 'SubmitRegistrationInput', submissions);
  const registrationIds = new Map(exhibitors.map(({ key }, index) => [key, submitted[index]?.id]));

  for (const { step, type, of, tellsReason } of steps) {
    const taking = exhibitors.filter(({ outcome }) => of.includes(outcome));
    const inputs = taking.map(({ key, reason }) => ({
      registrationId: registrationIds.get(key),
      ...(tellsReason && reason && { reason: reason.ar }),
    }));
    await mutateEach(graph, step, type, inputs, { width: 4, done: ({ code }) => code === 'ILLEGAL_TRANSITION' });
    if (step === 'approveRegistration') {
      const holders = taking.filter(({ stand, outcome }) => stand && outcome !== 'WITHDRAWN');
      const assignments = holders.map(({ key, stand, half }) => ({
        ...{ standId: standIds.get(stand ?? ''), registrationId: registrationIds.get(key) },
        ...(half && { slices: daysBetween(edition.startsOn, edition.endsOn).map((day) => ({ day, half })) }),
      }));
      const holderIds = new Set(holders.map(({ key }) => exhibitorIds.get(key)));
      await mutateEach(graph, 'assignStand', 'AssignStandInput', assignments, {
        width: 4,
        done: (refusal, input) => holdsAlready(refusal, input, holderIds),
      });
    }
  }
}

/** A load before this one assigned it: the stand's holder, or the stand that the registration holds, is named in the way. */
function holdsAlready({ code, extensions }: Refused, input: object, holderIds: Set<string | undefined>): boolean {
  const inTheWay = code === 'CONFLICT' ? (extensions.conflictsWith as { id: string }[]) : [];
  const { standId } = input as { standId: string };
  return inTheWay.some(({ id }) => id === standId || holderIds.has(id));
}
