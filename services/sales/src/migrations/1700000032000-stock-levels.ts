import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Goods are also lost and counted anew, each time with a reason; a product says when little is left of it; a quantity can have a
 * price of its own. `record_sale` learns the last two: what it did before it does as before, in as many statements.
 */
export class StockLevels1700000032000 implements MigrationInterface {
  name = 'StockLevels1700000032000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE products
        ADD COLUMN low_stock_at integer NOT NULL DEFAULT 5 CONSTRAINT products_low_stock_at CHECK (low_stock_at >= 0),
        ADD COLUMN wholesale_prices jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE stock_movements
        ADD COLUMN reason text,
        DROP CONSTRAINT stock_movements_direction,
        DROP CONSTRAINT stock_movements_of_order,
        ADD CONSTRAINT stock_movements_direction CHECK (
          CASE WHEN kind IN ('SOLD', 'LOST') THEN quantity < 0 WHEN kind = 'CORRECTED' THEN quantity <> 0 ELSE quantity > 0 END),
        ADD CONSTRAINT stock_movements_of_order CHECK ((kind IN ('SOLD', 'REFUNDED')) = (order_id IS NOT NULL)),
        ADD CONSTRAINT stock_movements_reason CHECK ((kind IN ('LOST', 'CORRECTED')) = (reason IS NOT NULL));
    `);
    await runner.query(wholesalePrice);
    await runner.query(tellCrossings);
    await runner.query('DROP FUNCTION record_sale');
    await runner.query(recordSale);
  }

  /** There is no way back once goods were lost or corrected: the ledger keeps every movement. */
  async down(): Promise<void> {
    throw new Error('A ledger with movements that the older tables do not know cannot be taken back.');
  }
}

/** The price of one unit when so many are bought: that of the largest quantity that has been reached. */
const wholesalePrice = `
  CREATE FUNCTION wholesale_price(single bigint, prices jsonb, quantity integer) RETURNS bigint IMMUTABLE
  RETURN coalesce((SELECT (p->>'minor')::bigint FROM jsonb_array_elements(prices) AS p
    WHERE (p->>'from')::integer <= quantity ORDER BY (p->>'from')::integer DESC LIMIT 1), single)`;

/** Nothing left is told as exhausted, any other crossing of the threshold as low; the subject is the product. */
const tellCrossings = `
  CREATE FUNCTION tell_stock_crossings(crossings jsonb, envelope jsonb, of_exhibitor uuid, of_edition uuid)
  RETURNS void LANGUAGE sql AS $$
    WITH crossed AS (
      SELECT * FROM jsonb_to_recordset(crossings) AS c (id uuid, "left" integer, threshold integer)
    ), sequences AS (
      INSERT INTO event_sequences (subject, last) SELECT id, 1 FROM crossed ORDER BY id
      ON CONFLICT (subject) DO UPDATE SET last = event_sequences.last + 1 RETURNING subject, last, uuidv7() AS event_id
    )
    INSERT INTO outbox (id, topic, subject, event)
    SELECT s.event_id, 'maarad.sales', s.subject, envelope || jsonb_build_object(
      'id', s.event_id, 'subject', s.subject, 'sequence', lpad(s.last::text, 10, '0'),
      'type', CASE c."left" WHEN 0 THEN 'org.maarad.sales.stock.exhausted.v1' ELSE 'org.maarad.sales.stock.low.v1' END,
      'data', jsonb_build_object('exhibitorId', of_exhibitor, 'editionId', of_edition) ||
        CASE c."left" WHEN 0 THEN '{}' ELSE jsonb_build_object('left', c."left", 'threshold', c.threshold) END)
    FROM sequences s JOIN crossed c ON c.id = s.subject
  $$`;

/** As in the migration `record-sale`, where its order of statements is explained. */
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

        the_receipt := nextval('receipt_numbers')::text;
        the_receipt := to_char(the_edition.starts_on, 'YYYY') || '-' || lpad(the_receipt, greatest(6, length(the_receipt)), '0');
        INSERT INTO orders (id, stall_id, exhibitor_id, edition_id, receipt_number, channel, payment, status,
                            total_minor, total_currency, lines, placed_at, day, recorded_by)
        VALUES (new_order, the_stall.id, of_exhibitor, of_edition, the_receipt, sold_through, paid_by, 'PAID',
                the_total, the_edition.currency, the_lines, sold_at, the_day, seller);
        INSERT INTO stock_movements (product_id, kind, quantity, order_id, at, by)
        SELECT w.id, 'SOLD', -w.quantity, new_order, recorded_at, seller
        FROM unnest(wanted_products, wanted_quantities) AS w (id, quantity);
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
        IF crossings <> '[]' THEN
          PERFORM tell_stock_crossings(crossings, envelope, of_exhibitor, of_edition);
        END IF;
        RETURN jsonb_build_object(
          'stallId', the_stall.id, 'editionId', of_edition, 'receiptNumber', the_receipt, 'day', the_day,
          'total', the_total, 'currency', the_edition.currency, 'lines', the_lines);
      END $$`;
