import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The hot write as it stands, whole: nothing changes in it. The migrations before put it together piece by piece; the next change
 * starts from this text.
 *
 * In one round trip it reads what the sale is of, refuses what cannot be, then writes key, ledger, counters, receipt, order and
 * event. Any refusal is SQLSTATE MA001 with the reason as message and JSON as detail, and undoes all of it. Each statement inside
 * sees what was committed when it began, so the guarded UPDATE decides under concurrency and the check before it only spares the
 * losers their writes; it goes in the order of ids, so sales that cross cannot deadlock. The receipt, which all sales of an
 * exhibitor's day contend for, comes after: its first eight digits say on which day the sale counts, where its own is closed.
 */
export class RecordSaleWhole1700000063000 implements MigrationInterface {
  name = 'RecordSaleWhole1700000063000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(recordSale);
  }

  /** It was the same before. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}

const recordSale = `
      CREATE OR REPLACE FUNCTION record_sale(
        new_order uuid, seller text, given_key text, given_hash text, of_exhibitor uuid, of_edition uuid, sold_at timestamptz,
        paid_by text, wanted_products uuid[], wanted_quantities integer[], recorded_at timestamptz, envelope jsonb,
        sold_through text DEFAULT 'STAND'
      ) RETURNS jsonb LANGUAGE plpgsql AS $$
      DECLARE
        the_edition edition_facts;
        the_stall stalls;
        the_day date;
        the_receipt text;
        the_lines jsonb;
        the_total bigint;
        unknown uuid;
        misplaced bigint;
        withdrawn uuid;
        short jsonb;
        wanted record;
        remaining integer;
        low_at integer;
        crossings jsonb := '[]';
      BEGIN
        INSERT INTO idempotency_keys (principal, operation, key, input_hash, result_ids)
        VALUES (seller, 'recordSale', given_key, given_hash, ARRAY[new_order]) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
          RETURN (SELECT jsonb_build_object('hash', k.input_hash, 'orderId', k.result_ids[1]) FROM idempotency_keys k
                  WHERE k.principal = seller AND k.operation = 'recordSale' AND k.key = given_key);
        END IF;

        of_edition := coalesce(of_edition, (SELECT p.edition_id FROM products p WHERE p.id = wanted_products[1]));
        SELECT
          jsonb_agg(jsonb_build_object(
            'productId', w.id, 'category', p.category, 'quantity', w.quantity,
            'unitPrice', jsonb_build_object('minor', u.minor, 'currency', p.price_currency),
            'amount', jsonb_build_object('minor', u.minor * w.quantity, 'currency', p.price_currency)) ORDER BY w.place),
          sum(u.minor * w.quantity),
          (array_agg(w.id) FILTER (WHERE p.id IS NULL))[1],
          min(w.place) FILTER (WHERE p.exhibitor_id <> of_exhibitor OR p.edition_id <> of_edition),
          (array_agg(w.id) FILTER (WHERE p.status <> 'LISTED'))[1],
          jsonb_agg(jsonb_build_object('id', w.id, 'wanted', w.quantity, 'left', p.available) ORDER BY w.place)
            FILTER (WHERE p.available < w.quantity)
        INTO the_lines, the_total, unknown, misplaced, withdrawn, short
        FROM unnest(wanted_products, wanted_quantities) WITH ORDINALITY AS w (id, quantity, place)
        LEFT JOIN products p ON p.id = w.id
        CROSS JOIN LATERAL (SELECT CASE sold_through WHEN 'WHOLESALE' THEN wholesale_price(p.price_minor, p.wholesale_prices, w.quantity)
          ELSE p.price_minor END AS minor) AS u;
        IF unknown IS NOT NULL THEN
          RAISE EXCEPTION 'NO_PRODUCT' USING ERRCODE = 'MA001', DETAIL = jsonb_build_object('id', unknown);
        END IF;

        SELECT * INTO the_edition FROM edition_facts e WHERE e.id = of_edition;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'NO_EDITION' USING ERRCODE = 'MA001', DETAIL = jsonb_build_object('id', of_edition);
        END IF;
        SELECT * INTO the_stall FROM stalls s WHERE s.exhibitor_id = of_exhibitor AND s.edition_id = of_edition
        ORDER BY s.open DESC, s.id DESC LIMIT 1;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'NO_STALL' USING ERRCODE = 'MA001', DETAIL = jsonb_build_object('editionId', of_edition);
        END IF;
        IF NOT the_stall.open THEN
          RAISE EXCEPTION 'STALL_CLOSED' USING ERRCODE = 'MA001', DETAIL = jsonb_build_object('id', the_stall.id);
        END IF;
        the_day := (sold_at AT TIME ZONE the_edition.time_zone)::date;
        IF the_day NOT BETWEEN the_edition.starts_on AND the_edition.ends_on THEN
          RAISE EXCEPTION 'OUTSIDE_EDITION' USING ERRCODE = 'MA001', DETAIL = to_jsonb(the_edition);
        END IF;
        IF misplaced IS NOT NULL THEN
          RAISE EXCEPTION 'MISPLACED_PRODUCT' USING ERRCODE = 'MA001', DETAIL = jsonb_build_object('index', misplaced - 1);
        END IF;
        IF withdrawn IS NOT NULL THEN
          RAISE EXCEPTION 'WITHDRAWN_PRODUCT' USING ERRCODE = 'MA001', DETAIL = jsonb_build_object('id', withdrawn);
        END IF;
        IF short IS NOT NULL THEN
          RAISE EXCEPTION 'SOLD_OUT' USING ERRCODE = 'MA001', DETAIL = short;
        END IF;

        INSERT INTO stock_movements (product_id, kind, quantity, order_id, at, by)
        SELECT w.id, 'SOLD', -w.quantity, new_order, recorded_at, seller
        FROM unnest(wanted_products, wanted_quantities) AS w (id, quantity);
        FOR wanted IN
          SELECT w.id, w.quantity FROM unnest(wanted_products, wanted_quantities) AS w (id, quantity) ORDER BY w.id
        LOOP
          UPDATE products p SET available = p.available - wanted.quantity
          WHERE p.id = wanted.id AND p.status = 'LISTED' AND p.available >= wanted.quantity
          RETURNING p.available, p.low_stock_at INTO remaining, low_at;
          IF NOT FOUND THEN
            SELECT coalesce(short, '[]') || jsonb_build_object('id', p.id, 'wanted', wanted.quantity,
              'left', CASE p.status WHEN 'LISTED' THEN p.available ELSE 0 END)
            INTO short FROM products p WHERE p.id = wanted.id;
          ELSIF remaining = 0 OR remaining <= low_at AND remaining + wanted.quantity > low_at THEN
            crossings := crossings || jsonb_build_object('id', wanted.id, 'left', remaining, 'threshold', low_at);
          END IF;
        END LOOP;
        IF short IS NOT NULL THEN
          RAISE EXCEPTION 'SOLD_OUT' USING ERRCODE = 'MA001', DETAIL = short;
        END IF;
        the_receipt := next_receipt(of_exhibitor, the_day); the_day := left(the_receipt, 8)::date;
        INSERT INTO orders (id, stall_id, exhibitor_id, edition_id, receipt_number, channel, payment, status,
                            total_minor, total_currency, lines, placed_at, day, recorded_by)
        VALUES (new_order, the_stall.id, of_exhibitor, of_edition, the_receipt, sold_through, paid_by, 'PAID',
                the_total, the_edition.currency, the_lines, sold_at, the_day, seller);
        envelope := envelope || jsonb_strip_nulls(jsonb_build_object('edition', of_edition, 'region', the_stall.region, 'exhibitorkind', the_stall.kind));
        INSERT INTO event_sequences (subject, last) VALUES (new_order, 1);
        INSERT INTO outbox (id, topic, subject, event)
        VALUES ((envelope->>'id')::uuid, 'maarad.orders', new_order, envelope || jsonb_build_object(
          'sequence', '0000000001',
          'data', jsonb_build_object(
            'exhibitorId', of_exhibitor, 'editionId', of_edition, 'kind', the_stall.kind, 'region', the_stall.region,
            'receiptNumber', the_receipt, 'channel', sold_through,
            'soldAt', to_char(sold_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'day', the_day,
            'total', jsonb_build_object('minor', the_total, 'currency', the_edition.currency), 'lines', the_lines)));
        IF crossings <> '[]' THEN
          PERFORM tell_stock_crossings(crossings, envelope, of_exhibitor, of_edition);
        END IF;
        RETURN jsonb_build_object(
          'stallId', the_stall.id, 'editionId', of_edition, 'receiptNumber', the_receipt, 'day', the_day,
          'total', the_total, 'currency', the_edition.currency, 'lines', the_lines);
      END $$`;
