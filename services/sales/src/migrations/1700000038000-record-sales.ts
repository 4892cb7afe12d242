import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several sales in one statement and one commit, each with its own answer or refusal: what waits for a row waits together. And what
 * `record_sale` tells says the exhibitor's kind.
 */
export class RecordSales1700000038000 implements MigrationInterface {
  name = 'RecordSales1700000038000';

  async up(runner: QueryRunner): Promise<void> {
    // Locking all products beforehand would cost a third of what the sales do. Where another process waits for these rows in another
    // order, the database ends one of the two, and it is run again.
    await runner.query(`
      CREATE FUNCTION record_sales(sales jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
      DECLARE
        answers jsonb[] := array_fill(NULL::jsonb, ARRAY[jsonb_array_length(sales)]);
        sale jsonb;
        place bigint;
        refused text;
        detail text;
      BEGIN
        FOR sale, place IN
          SELECT s.sale, s.place FROM jsonb_array_elements(sales) WITH ORDINALITY AS s (sale, place)
          ORDER BY s.sale->>'exhibitor', (s.sale->>'soldAt')::timestamptz, s.place
        LOOP
          BEGIN
            answers[place] := record_sale(
              (sale->>'id')::uuid, sale->>'seller', sale->>'key', sale->>'hash', (sale->>'exhibitor')::uuid, (sale->>'edition')::uuid,
              (sale->>'soldAt')::timestamptz, sale->>'payment',
              ARRAY(SELECT id::uuid FROM jsonb_array_elements_text(sale->'products') WITH ORDINALITY AS p (id, at) ORDER BY at),
              ARRAY(SELECT n::integer FROM jsonb_array_elements_text(sale->'quantities') WITH ORDINALITY AS q (n, at) ORDER BY at),
              (sale->>'recordedAt')::timestamptz, sale->'envelope', sale->>'channel');
          EXCEPTION WHEN SQLSTATE 'MA001' THEN
            GET STACKED DIAGNOSTICS refused = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
            answers[place] := jsonb_build_object('refused', refused, 'detail', detail::jsonb);
          END;
        END LOOP;
        RETURN to_jsonb(answers);
      END $$`);
    const [{ source }]: [{ source: string }] = await runner.query(
      `SELECT pg_get_functiondef('record_sale'::regproc) AS source`,
    );
    const about = `jsonb_build_object('edition', of_edition, 'region', the_stall.region)`;
    if (source.split(about).length !== 2) {
      throw new Error('record_sale says where an event belongs in another way than this migration knows.');
    }
    await runner.query(source.replace(about, `${about.slice(0, -1)}, 'exhibitorkind', the_stall.kind)`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION record_sales');
  }
}
