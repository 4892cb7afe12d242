import { setTimeout as pause } from 'node:timers/promises';
import { Refused, type GraphClient } from '../../local/load/graph-client.js';
import { mutation, workshopStatus } from '../../local/load/operations.js';

/** What the load writes about: one exhibitor that takes part, its product, a workshop, and venues with room in their days. */
export interface Stall {
  editionId: string;
  exhibitorId: string;
  productId: string;
  workshopId: string;
  venueIds: string[];
}

const venues = 40;
const crowd = 100_000;

/** Makes it through the front door, in an empty fair. */
export async function openStall(graph: GraphClient): Promise<Stall> {
  const create = async (field: string, type: string, input: object) =>
    (
      await eventually(() =>
        graph.ask<{ made: { id: string } }>(mutation(field, type), {
          input: { idempotencyKey: `drill ${field} ${JSON.stringify(input).slice(0, 100)}`, ...input },
        }),
      )
    ).made.id;
  const editionId = await create('createEdition', 'CreateEditionInput', {
    ...{ number: 1, name: { ar: 'معرض', fr: 'Foire' }, theme: { ar: 'من أجل اقتصاد اجتماعي' }, city: { ar: 'مراكش' } },
    ...{ region: 'MARRAKECH_SAFI', startsOn: '2025-01-27', endsOn: '2025-02-02' },
    organisers: [{ name: { ar: 'المجلس' } }],
  });
  const exhibitorId = await create('createExhibitor', 'CreateExhibitorInput', {
    ...{ name: { fr: 'Coopérative' }, kind: 'CRAFT_COOPERATIVE', sector: 'POTTERY', region: 'MARRAKECH_SAFI' },
  });
  const registrationId = await create('submitRegistration', 'SubmitRegistrationInput', { editionId, exhibitorId });
  await graph.ask(mutation('approveRegistration', 'RegistrationStepInput'), { input: { registrationId } });
  const venue = (number: number) =>
    create('createVenue', 'CreateVenueInput', { name: { fr: `Salle ${number}` }, kind: 'STAGE', capacity: 100 });
  const venueIds = await Promise.all(Array.from({ length: venues }, (_, index) => venue(index + 1)));
  const trainerId = await create('createTrainer', 'CreateTrainerInput', { name: { fr: 'Formatrice' } });
  const workshopId = await create('announceWorkshop', 'AnnounceWorkshopInput', {
    ...{ editionId, title: { fr: 'Prix' }, topic: 'PRICING', trainerIds: [trainerId], language: 'FR' },
    ...{ level: 'BEGINNER', capacity: 100, venueId: await venue(0) },
    ...{ startsAt: '2025-02-02T17:00:00Z', endsAt: '2025-02-02T18:00:00Z' },
  });
  const productId = await create('listProduct', 'ListProductInput', {
    ...{ editionId, exhibitorId, name: { fr: 'Tajine' }, category: 'POTTERY', unit: 'PIECE', openingStock: crowd },
    price: { amount: '120.00', currency: 'MAD' },
  });
  await eventually(async () => {
    const { workshop } = await graph.ask<{ workshop: { status: string } }>(workshopStatus, { id: workshopId });
    if (workshop.status !== 'SCHEDULED') {
      throw new Refused(`The workshop is ${workshop.status}.`, 'NOT_YET', {});
    }
  });
  return { editionId, exhibitorId, productId, workshopId, venueIds };
}

/** What a service has not heard of yet it refuses, and takes once the event is there. */
async function eventually<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (const end = Date.now() + 60_000; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refused) || error.code === 'BAD_USER_INPUT' || Date.now() > end) {
        throw error;
      }
    }
    await pause(100);
  }
}
