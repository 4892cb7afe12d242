import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Days that are closed. What closes a day is the row that numbers its receipts: every sale writes it anyway, so that a sale finds out
 * in the same breath whether its day is still open, and on which day it counts if not; whoever closes the day locks that row, and
 * so waits for the sales that are under way. `record_sale` does as much as before, in as many statements.
 */
export class ClosedDays1700000037000 implements MigrationInterface {
  name = 'ClosedDays1700000037000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE receipt_counters
        ADD COLUMN closed_with integer,
        DROP CONSTRAINT receipt_counters_last,
        ADD CONSTRAINT receipt_counters_last CHECK (last >= 0),
        ADD CONSTRAINT receipt_counters_closed_day CHECK (closed_with IS NULL OR last = closed_with);
      CREATE TABLE closed_days (
        id uuid PRIMARY KEY,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        day date NOT NULL,
        name jsonb NOT NULL,
        currency char(3) NOT NULL,
        figures jsonb NOT NULL,
        fees_minor bigint NOT NULL,
        fee_basis_points integer,
        closed_at timestamptz(3) NOT NULL,
        closed_by text NOT NULL,
        CONSTRAINT closed_days_once UNIQUE (exhibitor_id, day)
      );
      CREATE INDEX closed_days_by_edition ON closed_days (edition_id, day);
      CREATE TABLE fair_fees (
        edition_id uuid PRIMARY KEY,
        basis_points integer NOT NULL CONSTRAINT fair_fees_percent CHECK (basis_points BETWEEN 0 AND 10000),
        set_at timestamptz(3) NOT NULL,
        set_by text NOT NULL
      );
    `);
    await runner.query(nextReceipt);
    await runner.query(openDay);
    await runner.query(constancy);
    const [{ source }]: [{ source: string }] = await runner.query(
      `SELECT pg_get_functiondef('record_sale'::regproc) AS source`,
    );
    const booked = 'the_receipt := next_receipt(of_exhibitor, the_day);';
    if (source.split(booked).length !== 2) {
      throw new Error('record_sale takes its receipt in another way than this migration knows.');
    }
    await runner.query(source.replace(booked, `${booked} the_day := left(the_receipt, 8)::date;`));
  }

  /** There is no way back once a day is closed. */
  async down(): Promise<void> {
    throw new Error('Days that are closed cannot be opened again.');
  }
}

/** The next receipt of a day, or of the first open one after it: its first eight digits say on which day it counts. */
const nextReceipt = `
  CREATE OR REPLACE FUNCTION next_receipt(of_exhibitor uuid, on_day date) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE
    number integer;
  BEGIN
    LOOP
      INSERT INTO receipt_counters AS counter (exhibitor_id, day, last) VALUES (of_exhibitor, on_day, 1)
      ON CONFLICT (exhibitor_id, day) DO UPDATE SET last = counter.last + 1 WHERE counter.closed_with IS NULL
      RETURNING last INTO number;
      EXIT WHEN FOUND;
      on_day := on_day + 1;
    END LOOP;
    RETURN to_char(on_day, 'YYYYMMDD') || '-' || lpad(number::text, greatest(4, length(number::text)), '0');
  END $$`;

/** A day, or the first open one after it, which stays open until the transaction ends. Sales do not wait for this lock. */
const openDay = `
  CREATE FUNCTION open_day(of_exhibitor uuid, on_day date) RETURNS date LANGUAGE plpgsql AS $$
  DECLARE
    closed integer;
  BEGIN
    LOOP
      SELECT closed_with INTO closed FROM receipt_counters
      WHERE exhibitor_id = of_exhibitor AND day = on_day FOR KEY SHARE;
      IF NOT FOUND THEN
        INSERT INTO receipt_counters (exhibitor_id, day, last) VALUES (of_exhibitor, on_day, 0) ON CONFLICT DO NOTHING;
      ELSIF closed IS NULL THEN
        RETURN on_day;
      ELSE
        on_day := on_day + 1;
      END IF;
    END LOOP;
  END $$`;

/** Nothing is booked on a closed day, nothing that is booked on one changes its amount or its day, and its statement stays as it is. */
const constancy = `
  CREATE FUNCTION refuse_on_closed_day() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM receipt_counters c
               WHERE c.exhibitor_id = NEW.exhibitor_id AND c.day = NEW.day AND c.closed_with IS NOT NULL) THEN
      RAISE EXCEPTION 'The day is closed.' USING ERRCODE = 'check_violation', CONSTRAINT = 'nothing_on_a_closed_day';
    END IF;
    RETURN NEW;
  END $$;
  CREATE FUNCTION refuse_change_on_closed_day() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM receipt_counters c
               WHERE c.exhibitor_id = OLD.exhibitor_id AND c.day = OLD.day AND c.closed_with IS NOT NULL) THEN
      RAISE EXCEPTION 'The day is closed.' USING ERRCODE = 'check_violation', CONSTRAINT = 'nothing_on_a_closed_day';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END $$;
  CREATE TRIGGER orders_not_on_a_closed_day
    BEFORE INSERT OR UPDATE OF receipt_number, day, total_minor, payment, lines ON orders
    FOR EACH ROW WHEN (NEW.receipt_number IS NOT NULL) EXECUTE FUNCTION refuse_on_closed_day();
  CREATE TRIGGER orders_of_a_closed_day
    BEFORE UPDATE OF receipt_number, day, total_minor, payment, lines OR DELETE ON orders
    FOR EACH ROW WHEN (OLD.receipt_number IS NOT NULL) EXECUTE FUNCTION refuse_change_on_closed_day();
  CREATE TRIGGER refunds_not_on_a_closed_day BEFORE INSERT OR UPDATE ON refunds
    FOR EACH ROW EXECUTE FUNCTION refuse_on_closed_day();
  CREATE TRIGGER refunds_of_a_closed_day BEFORE UPDATE OR DELETE ON refunds
    FOR EACH ROW EXECUTE FUNCTION refuse_change_on_closed_day();
  CREATE FUNCTION refuse_another_statement() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'The statement of a closed day is constant.' USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_days_constant';
  END $$;
  CREATE TRIGGER closed_days_constant BEFORE UPDATE OR DELETE ON closed_days
    FOR EACH ROW EXECUTE FUNCTION refuse_another_statement()`;
