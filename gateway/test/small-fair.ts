import { randomUUID } from 'node:crypto';
import { ask, dataOf } from './ask.js';
import { until, type OpenFair } from './open-fair.js';

export interface SmallFair {
  editionId: string;
  exhibitorId: string;
  productId: string;
  venueId: string;
}

const made = (field: string, input: string, selection = 'id') =>
  `mutation ($input: ${input}!) { made: ${field}(input: $input) { ${selection} } }`;

type Door = Pick<OpenFair, 'url'>;

const creating =
  ({ url }: Door, token: string) =>
  async (field: string, type: string, input: object) =>
    (await dataOf(url, made(field, type), { input: { idempotencyKey: randomUUID(), ...input } }, { token })).made
      .id as string;

/** An exhibitor of its own whose registration for the edition the organiser approves. */
export async function approveExhibitor(door: Door, token: string, editionId: string) {
  const create = creating(door, token);
  const exhibitorId = await create('createExhibitor', 'CreateExhibitorInput', {
    name: { ar: 'تعاونية', fr: 'Coopérative' },
    kind: 'CRAFT_COOPERATIVE',
    sector: 'POTTERY',
    region: 'MARRAKECH_SAFI',
  });
  const registrationId = await create('submitRegistration', 'SubmitRegistrationInput', { editionId, exhibitorId });
  await dataOf(
    door.url,
    made('approveRegistration', 'RegistrationStepInput'),
    { input: { registrationId } },
    { token },
  );
  return { exhibitorId, registrationId };
}

export const listProduct = made('listProduct', 'ListProductInput');

/** What `listProduct` takes. */
export const productOf = (editionId: string, exhibitorId: string, stock: number) => ({
  input: {
    ...{ idempotencyKey: randomUUID(), editionId, exhibitorId, name: { fr: 'Tajine' } },
    ...{ category: 'POTTERY', unit: 'PIECE', labels: [] },
    ...{ price: { amount: '120.00', currency: 'MAD' }, openingStock: stock },
  },
});

/** An edition with one exhibitor that takes part and sells one product, made through the front door. */
export async function makeSmallFair(door: Door, token: string, stock: number): Promise<SmallFair> {
  const create = creating(door, token);
  const editionId = await create('createEdition', 'CreateEditionInput', {
    number: 1 + Math.floor(Math.random() * 1_000_000),
    name: { ar: 'معرض', fr: 'Foire' },
    theme: { ar: 'من أجل اقتصاد اجتماعي' },
    city: { ar: 'مراكش' },
    region: 'MARRAKECH_SAFI',
    startsOn: '2025-01-27',
    endsOn: '2025-02-02',
    organisers: [{ name: { ar: 'المجلس' } }],
  });
  const { exhibitorId } = await approveExhibitor(door, token, editionId);
  const venueId = await create('createVenue', 'CreateVenueInput', {
    name: { ar: 'الساحة' },
    kind: 'STAGE',
    capacity: 100,
  });
  const product = productOf(editionId, exhibitorId, stock);
  const listed = await until(
    () => ask(door.url, listProduct, product, { token }),
    ({ data }) => Boolean(data?.made),
  );
  return { editionId, exhibitorId, productId: listed.data?.made.id as string, venueId };
}
