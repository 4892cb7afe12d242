import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Receipts are numbered by exhibitor and day, from 1 on without gaps: the number is given in the transaction that is paid by it, from
 * one row for each exhibitor and day, so a sale that is undone leaves no hole. `record_sale` takes it as late as it can, behind the
 * products' counters: from there to the commit one sale of an exhibitor waits for the other.
 */
export class Receipts1700000034100 implements MigrationInterface {
  name = 'Receipts1700000034100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE receipt_counters (
        exhibitor_id uuid NOT NULL,
        day date NOT NULL,
        last integer NOT NULL CONSTRAINT receipt_counters_last CHECK (last > 0),
        PRIMARY KEY (exhibitor_id, day)
      ) WITH (fillfactor = 50);
      ALTER TABLE orders
        DROP CONSTRAINT orders_receipt_number,
        ADD CONSTRAINT orders_receipt_number UNIQUE (exhibitor_id, receipt_number);
      CREATE FUNCTION next_receipt(of_exhibitor uuid, on_day date) RETURNS text LANGUAGE plpgsql AS $$
      DECLARE
        number integer;
      BEGIN
        INSERT INTO receipt_counters AS counter (exhibitor_id, day, last) VALUES (of_exhibitor, on_day, 1)
        ON CONFLICT (exhibitor_id, day) DO UPDATE SET last = counter.last + 1 RETURNING last INTO number;
        RETURN to_char(on_day, 'YYYYMMDD') || '-' || lpad(number::text, greatest(4, length(number::text)), '0');
      END $$;
      DROP FUNCTION record_sale;
    `);
    await runner.query(recordSale);
    await runner.query('DROP SEQUENCE receipt_numbers');
  }

  /** There is no way back: two exhibitors have the same numbers now. */
  async down(): Promise<void> {
    throw new Error('Receipts that are numbered by exhibitor cannot be numbered over the whole fair again.');
  }
}

/** As in the migration `stock-levels`, with the order and its event written last. */
const recordSale = `
      CREATE FUNCTION record_sale(
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
        the_receipt := next_receipt(of_exhibitor, the_day);
        INSERT INTO orders (id, stall_id, exhibitor_id, edition_id, receipt_number, channel, payment, status,
                            total_minor, total_currency, lines, placed_at, day, recorded_by)
        VALUES (new_order, the_stall.id, of_exhibitor, of_edition, the_receipt, sold_through, paid_by, 'PAID',
                the_total, the_edition.currency, the_lines, sold_at, the_day, seller);
        envelope := envelope || jsonb_strip_nulls(jsonb_build_object('edition', of_edition, 'region', the_stall.region));
        INSERT INTO event_sequences (subject, last) VALUES (new_order, 1);
        INSERT INTO outbox (id, topic, subject, event)
        VALUES ((envelope->>'id')::uuid, 'maarad.sales', new_order, envelope || jsonb_build_object(
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
