import type { DataSource } from 'typeorm';
import { CodedError } from '@maarad/shared/errors';
import type { Choice } from './product-variant.entity.js';

/** What can be chosen in the place of a product that is not sold itself. */
interface OfferedVariant {
  id: string;
  choices: Choice[];
}

/** The product comes in variants: one of them is bought, received or counted, not the product. */
export class VariantToChoose extends CodedError {
  constructor(path: string, productId: string, variants?: OfferedVariant[]) {
    const rule = 'must be one of the variants of the product, which is not sold itself';
    super('BAD_USER_INPUT', `${path} ${rule}`, {
      problems: [{ path, rule }],
      productId,
      ...(variants && { variants }),
    });
  }
}

/** How many variants a refusal names. */
const mostNamed = 100;

/**
 * What a buyer is told whose sale was refused for want of stock: when it names a product that comes in variants, which has no stock
 * and never will, the variants to choose from; else what it was told before.
 */
export async function orVariantToChoose(
  database: Pick<DataSource, 'query'>,
  refusal: unknown,
  lines: { productId: string }[],
): Promise<unknown> {
  if (!(refusal instanceof CodedError && refusal.code === 'SOLD_OUT')) {
    return refusal;
  }
  const [parent]: { id: string; variants: OfferedVariant[] }[] = await database.query(
    `SELECT p.id, (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.product_id, 'choices', v.choices) ORDER BY v.product_id), '[]')
       FROM (SELECT * FROM product_variants WHERE parent_id = p.id AND offered ORDER BY product_id LIMIT $2) AS v) AS variants
     FROM products p WHERE p.id = ANY($1) AND p.options IS NOT NULL LIMIT 1`,
    [lines.map(({ productId }) => productId), mostNamed],
  );
  const index = lines.findIndex(({ productId }) => productId.toLowerCase() === parent?.id);
  return parent ? new VariantToChoose(`lines.${index}.productId`, parent.id, parent.variants) : refusal;
}
