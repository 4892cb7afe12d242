import type { FairData } from '../fair-data.js';
import type { GraphClient } from './graph-client.js';
import { loadRegistrations } from './load-registrations.js';
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
  await loadRegistrations(graph, data, { editionId, exhibitorIds }, standIds);
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
