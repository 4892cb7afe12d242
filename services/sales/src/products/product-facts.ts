import type { Stall } from '../stalls/stall.entity.js';
import type { Product } from './product.entity.js';

/** What every event about a product tells, with where the event belongs. */
export function productFacts(product: Product, stall: Pick<Stall, 'region' | 'kind'> | null, at: Date) {
  const { exhibitorId, editionId, name, category, unit, labels } = product;
  const price = { minor: product.price.minor, currency: product.price.currency };
  return {
    facts: { exhibitorId, editionId, name, category, unit, price, labels },
    about: { edition: editionId, region: stall?.region ?? null, kind: stall?.kind, at },
  };
}
