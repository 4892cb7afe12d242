import type { FairData } from '../fair-data.js';
import { each, onceTaken, Refused, type GraphClient } from './graph-client.js';
import * as operations from './operations.js';

type Made = { made: { id: string } };

export interface LoadedExhibitors {
  editionId: string;
  /** Ids by the keys of the data. */
  exhibitorIds: Map<string, string>;
}

/** The edition, its floor, and who takes part: every registration step by step to where the data says it went. */
export async function loadExhibitors(graph: GraphClient, data: FairData): Promise<LoadedExhibitors> {
  const editionId = await loadEdition(graph, data);
  const standIds = await loadHalls(graph, data, editionId);
  const exhibitorIds = new Map<string, string>();
  // One by one: the order in which they are entered is the order in which they are listed.
  for (const exhibitor of data.exhibitors) {
    exhibitorIds.set(exhibitor.key, await loadExhibitor(graph, exhibitor));
  }
  await each(data.exhibitors, 8, (exhibitor) =>
    register(graph, exhibitor, {
      editionId,
      exhibitorId: exhibitorIds.get(exhibitor.key) ?? '',
      standId: standIds.get(exhibitor.stand ?? ''),
    }),
  );
  return { editionId, exhibitorIds };
}

async function loadEdition(graph: GraphClient, { edition }: FairData): Promise<string> {
  const { key, number, name, theme, city, region, startsOn, endsOn, timeZone, currency, organisers } = edition;
  const { made } = await graph.ask<Made>(operations.createEdition, {
    input: {
      ...{ idempotencyKey: key, number, name, theme, city, region, startsOn, endsOn, timeZone, currency },
      organisers: organisers.map((organiser) => ({ name: organiser.name })),
    },
  });
  return made.id;
}

async function loadHalls(graph: GraphClient, { halls }: FairData, editionId: string): Promise<Map<string, string>> {
  const standIds = new Map<string, string>();
  for (const { code, name, width, depth, stands } of halls) {
    const { made } = await graph.ask<{ made: { stands: { id: string; code: string }[] } }>(operations.createHall, {
      input: {
        idempotencyKey: `hall-${code}`,
        ...{ editionId, code, name, width, depth },
        stands: stands.map(({ x, y, ...stand }) => ({
          ...{ code: stand.code, hasPower: stand.hasPower, hasWater: stand.hasWater },
          position: { x, y, width: stand.width, depth: stand.depth },
        })),
      },
    });
    made.stands.forEach((stand) => standIds.set(stand.code, stand.id));
  }
  return standIds;
}

type ExhibitorData = FairData['exhibitors'][number];

async function loadExhibitor(
  graph: GraphClient,
  { key, contact, members, region, ...exhibitor }: ExhibitorData,
): Promise<string> {
  const { name, kind, sector, country, locality, description, foundedIn } = exhibitor;
  const { made } = await graph.ask<Made>(operations.createExhibitor, {
    input: {
      idempotencyKey: key,
      ...{ name, kind, sector, country, locality, description, foundedIn, contact },
      ...(region && { region }),
      ...(members && { members }),
    },
  });
  return made.id;
}

const wayTo: Record<ExhibitorData['outcome'], string[]> = {
  WAITLISTED: ['waitlistRegistration'],
  REJECTED: ['rejectRegistration'],
  APPROVED: ['approveRegistration'],
  WITHDRAWN: ['approveRegistration', 'withdrawRegistration'],
  CONFIRMED: ['approveRegistration', 'confirmRegistration'],
  CHECKED_IN: ['approveRegistration', 'confirmRegistration', 'checkInRegistration'],
};

async function register(
  graph: GraphClient,
  { key, outcome, reason }: ExhibitorData,
  ids: { editionId: string; exhibitorId: string; standId?: string },
): Promise<void> {
  const { editionId, exhibitorId, standId } = ids;
  const { made } = await graph.ask<Made>(operations.submitRegistration, {
    input: { idempotencyKey: key, editionId, exhibitorId },
  });
  for (const step of wayTo[outcome]) {
    const needsReason = step === 'rejectRegistration' || step === 'withdrawRegistration';
    const input = {
      registrationId: made.id,
      ...((needsReason || step === 'waitlistRegistration') && reason && { reason: reason.ar }),
    };
    await onceTaken(graph.ask(operations.registrationStep(step, needsReason), { input }));
    if (step === 'approveRegistration' && standId && outcome !== 'WITHDRAWN') {
      await assign(graph, { standId, registrationId: made.id }, exhibitorId);
    }
  }
}

/** A load before this one may have assigned it; that it has another holder is a fault of the data. */
async function assign(
  graph: GraphClient,
  input: { standId: string; registrationId: string },
  exhibitorId: string,
): Promise<void> {
  try {
    await graph.ask(operations.assignStand, { input });
  } catch (error) {
    const holders =
      error instanceof Refused && error.code === 'CONFLICT' ? (error.extensions.conflictsWith as { id: string }[]) : [];
    if (!holders.some(({ id }) => id === exhibitorId || id === input.standId)) {
      throw error;
    }
  }
}
