import type { PrintedLanguage } from '@maarad/shared/documents';
import { Money, servedLanguage, type Texts } from '@maarad/shared/graphql';
import { csvLine } from '../customers/csv-line.js';
import { sumOf } from './figures.js';
import type { StatementReport } from './statement-report.js';
import { wordsOf, type StatementWords } from './statement-words.js';
import type { Statement } from './statement.js';

type Cell = string | Money | null;

/** What stands in a row beside its exhibitor and day. */
interface Row {
  line: string;
  description?: string;
  quantity?: number;
  gross?: Money;
  returned?: number;
  refunds?: Money;
  fees?: Money;
  net?: Money;
  receipts?: [Cell, Cell];
  closedAt?: string;
}

/**
 * Statements as CSV in UTF-8 with the mark that spreadsheets look for: of each exhibitor one row for a product, a delivery, a way of
 * payment and a correction, then its total. Amounts have a point whatever the language, so that programs read them.
 */
export function statementCsv({ statement, exhibitors }: StatementReport, language: PrintedLanguage): string {
  const words = wordsOf[language];
  const heads = [
    ...[words.day, words.exhibitor, words.line, words.description, words.sold, words.gross, words.returned],
    ...[words.refunds, words.fees, words.net, words.currency, words.firstReceipt, words.lastReceipt, words.closedAt],
  ];
  const said = (texts: Texts) => texts[servedLanguage(texts, language)] ?? '';
  const write = (of: Statement, row: Row) =>
    csvLine([
      ...[of.day ?? words.allDays, of.exhibitorId ? said(of.name) : words.ofFair, row.line, row.description ?? null],
      ...[textOf(row.quantity), row.gross ?? null, textOf(row.returned), row.refunds ?? null, row.fees ?? null],
      ...[row.net ?? null, of.currency, ...(row.receipts ?? [null, null]), row.closedAt ?? null],
    ]);
  const rows = exhibitors.flatMap((of) => rowsOf(of, words, said).map((row) => write(of, row)));
  const own = statement.exhibitorId ? rowsOf(statement, words, said) : totalsOf(statement, words);
  return `\uFEFF${csvLine(heads)}${rows.join('')}${own.map((row) => write(statement, row)).join('')}`;
}

const textOf = (count: number | undefined) => (count === undefined ? null : String(count));

function rowsOf(statement: Statement, words: StatementWords, said: (texts: Texts) => string): Row[] {
  const { figures, currency, delivery, deliveryRefunds } = statement;
  const money = (minor: number) => Money.of(minor, currency);
  return [
    ...figures.products.map(({ name, sold, gross, returned, refunds }) => ({
      ...{ line: words.product, description: said(name), quantity: sold, returned },
      ...{ gross: money(gross), refunds: money(refunds), net: money(gross - refunds) },
    })),
    ...(delivery.minor === 0 && deliveryRefunds.minor === 0
      ? []
      : [
          {
            ...{ line: words.delivery, gross: delivery, refunds: deliveryRefunds },
            net: money(delivery.minor - deliveryRefunds.minor),
          },
        ]),
    ...figures.corrections.map(({ kind, ofDay, receiptNumber, amount }) => ({
      ...{ line: words.corrections, description: `${words.kinds[kind]} · ${ofDay}` },
      ...{ [kind === 'SALE' ? 'gross' : 'refunds']: money(amount) },
      receipts: [receiptNumber, receiptNumber] as [Cell, Cell],
    })),
    ...totalsOf(statement, words),
  ];
}

function totalsOf(statement: Statement, words: StatementWords): Row[] {
  const { byPayment, figures, gross, refunds, fees, net, firstReceipt, lastReceipt, closedAt } = statement;
  return [
    ...byPayment.map((payment) => ({
      ...{ line: words.payment, description: words.methods[payment.method] },
      ...{ gross: payment.gross, refunds: payment.refunds, net: payment.net },
    })),
    {
      ...{ line: words.total, quantity: sumOf(figures.products, ({ sold }) => sold), gross },
      ...{ returned: sumOf(figures.products, ({ returned }) => returned), refunds, fees, net },
      ...{ receipts: [firstReceipt, lastReceipt] as [Cell, Cell], closedAt: closedAt?.toISOString() ?? '' },
    },
  ];
}
