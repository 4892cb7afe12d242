import { z } from 'zod';

/** The words that events and graph share, each once. */
export const regions = [
  'TANGER_TETOUAN_AL_HOCEIMA',
  'ORIENTAL',
  'FES_MEKNES',
  'RABAT_SALE_KENITRA',
  'BENI_MELLAL_KHENIFRA',
  'CASABLANCA_SETTAT',
  'MARRAKECH_SAFI',
  'DRAA_TAFILALET',
  'SOUSS_MASSA',
  'GUELMIM_OUED_NOUN',
  'LAAYOUNE_SAKIA_EL_HAMRA',
  'DAKHLA_OUED_ED_DAHAB',
] as const;
export type RegionName = (typeof regions)[number];

export const exhibitorKinds = [
  'CRAFT_COOPERATIVE',
  'AGRICULTURAL_COOPERATIVE',
  'SERVICE_COOPERATIVE',
  'ARTISAN',
  'ASSOCIATION',
  'INSTITUTION',
  'DELEGATION',
] as const;
export type ExhibitorKindName = (typeof exhibitorKinds)[number];

export const id = z.uuid();
export const region = z.enum(regions);
export const exhibitorKind = z.enum(exhibitorKinds);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);
export const localDate = z.iso.date();
export const instant = z.iso.datetime({ offset: true });
export const language = z.enum(['ar', 'fr', 'en', 'zgh']);
/** A text in at least one language. */
export const texts = z
  .partialRecord(language, z.string().min(1))
  .refine((value) => Object.keys(value).length > 0, 'must be in at least one language');
/** Minor units (centimes) and an ISO 4217 code. */
export const money = z.object({ minor: z.int().nonnegative(), currency: z.string().regex(/^[A-Z]{3}$/) });
