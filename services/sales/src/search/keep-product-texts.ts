import type { Work } from '@maarad/shared/database';

const textsOf = (where: string) => `
  INSERT INTO product_texts (product_id, texts)
  SELECT p.id, jsonb_build_object('category', p.category)
    || (SELECT coalesce(jsonb_object_agg('product ' || key, value), '{}') FROM jsonb_each_text(p.name))
    || (SELECT coalesce(jsonb_object_agg('exhibitor ' || key, value), '{}') FROM jsonb_each_text(
         (SELECT s.name FROM stalls s WHERE s.exhibitor_id = p.exhibitor_id AND s.edition_id = p.edition_id
          ORDER BY s.open DESC, s.id DESC LIMIT 1)))
    || (SELECT coalesce(jsonb_object_agg('value ' || v.place || ' ' || t.key, t.value), '{}')
        FROM jsonb_path_query(p.options, '$[*].values[*].name') WITH ORDINALITY AS v (name, place), jsonb_each_text(v.name) AS t)
  FROM products p WHERE p.status = 'LISTED' AND ${where}
    AND NOT EXISTS (SELECT 1 FROM product_variants k WHERE k.product_id = p.id)
  ON CONFLICT (product_id) DO UPDATE SET texts = EXCLUDED.texts WHERE product_texts.texts <> EXCLUDED.texts`;

const textsOfProduct = textsOf('p.id = $1');
const textsOfStall = textsOf('p.exhibitor_id = $1 AND p.edition_id = $2');

/** Keeps what a listed product is found by as its row says it now: called once that is written. */
export async function keepTextsOfProduct(work: Work, productId: string): Promise<void> {
  await work.manager.query(textsOfProduct, [productId]);
}

/** The same for all products of an exhibitor in an edition: its name may have changed. */
export async function keepTextsOfStall(work: Work, exhibitorId: string, editionId: string): Promise<void> {
  await work.manager.query(textsOfStall, [exhibitorId, editionId]);
}

/** A product that is withdrawn is found no longer. */
export async function dropTextsOfProduct(work: Work, productId: string): Promise<void> {
  await work.manager.query('DELETE FROM product_texts WHERE product_id = $1', [productId]);
}
