import { newId } from '@maarad/shared/runtime';
import { organiser, type TestService } from '@maarad/shared/testing';
import type { builders, TestStall } from './builders.js';

export const price = (amount: string) => ({ amount, currency: 'MAD' });
export const options = [
  {
    code: 'COLOUR',
    name: { fr: 'Couleur', ar: 'اللون' },
    values: [
      { code: 'RED', name: { fr: 'Rouge' } },
      { code: 'BLUE', name: { fr: 'Bleu' } },
    ],
  },
  {
    code: 'SIZE',
    name: { fr: 'Taille' },
    values: ['S', 'L'].map((code) => ({ code, name: { fr: `Taille ${code}` } })),
  },
];

export const addVariantMutation = 'mutation ($input: AddVariantInput!) { addVariant(input: $input) { id } }';

export const chosen = (COLOUR: string, SIZE: string) =>
  Object.entries({ COLOUR, SIZE }).map(([option, value]) => ({ option, value }));

/** Rugs in two colours and two sizes. */
export function variantBuilders(service: TestService, make: ReturnType<typeof builders>) {
  const variantInput = (productId: string, colour: string, size: string, overrides: object = {}) => ({
    ...{ productId, choices: chosen(colour, size), openingStock: 3, idempotencyKey: newId() },
    ...overrides,
  });
  return {
    variantInput,
    rug: (of: TestStall, overrides: object = {}) =>
      make.product(of, { name: { fr: 'Tapis' }, price: price('500.00'), openingStock: 0, options, ...overrides }),
    async variant(...given: Parameters<typeof variantInput>): Promise<string> {
      const input = variantInput(...given);
      return (await service.data(addVariantMutation, { input }, { as: organiser })).addVariant.id;
    },
  };
}
