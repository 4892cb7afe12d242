import { printedLocale, renderPdf, type Column, type PrintedLanguage, type Sheet } from '@maarad/shared/documents';
import { Money, servedLanguage, type Texts } from '@maarad/shared/graphql';
import { sumOf } from './figures.js';
import type { StatementReport } from './statement-report.js';
import { wordsOf, type StatementWords } from './statement-words.js';
import type { Statement } from './statement.js';

interface Style {
  words: StatementWords;
  said(texts: Texts): string;
  day(day: string): string;
  instant(at: Date): string;
  currency: string;
}

/** A statement to print, in one language. */
export function statementPdf(
  { edition, statement, exhibitors }: StatementReport,
  { language, at }: { language: PrintedLanguage; at: Date },
): Promise<Buffer> {
  const style = styleOf(language, edition.timeZone, statement.currency);
  const { words, said } = style;
  const title = statement.exhibitorId ? words.title : words.ofFair;
  const about = `${title} · ${said(statement.name)}${statement.day ? ` · ${style.day(statement.day)}` : ''}`;
  return renderPdf({ title: about, language, at }, (sheet) => {
    sheet.heading(title);
    sheet.facts([
      ...(statement.exhibitorId ? ([[words.exhibitor, said(statement.name)]] as const) : []),
      [words.edition, said(edition.name)],
      [words.day, statement.day ? style.day(statement.day) : words.allDays],
      [words.receipts, String(statement.orders)],
      ...receipts(statement, words),
      [words.state, statement.closedAt ? words.closed(style.instant(statement.closedAt)) : words.open],
      ...(statement.closedAt ? [] : ([[words.issued, style.instant(at)]] as const)),
      [words.currency, style.currency],
    ]);
    drawSummary(sheet, statement, style);
    if (statement.exhibitorId) {
      drawProducts(sheet, statement, style);
    }
    drawPayments(sheet, statement, style);
    drawExhibitors(sheet, exhibitors, statement, style);
    drawCorrections(sheet, statement, style);
  });
}

/** The first and the last, each alone in its cell: figures beside Arabic words would change their order. */
function receipts({ firstReceipt, lastReceipt }: Statement, words: StatementWords): [string, string][] {
  return firstReceipt && lastReceipt
    ? [
        [words.firstReceipt, firstReceipt],
        [words.lastReceipt, lastReceipt],
      ]
    : [];
}

function styleOf(language: PrintedLanguage, timeZone: string, currency: string): Style {
  const locale = printedLocale(language);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' });
  return {
    words: wordsOf[language],
    said: (texts) => texts[servedLanguage(texts, language)] ?? '',
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    instant: (at) => instants.format(at),
    currency: `${currencies.of(currency) ?? currency} (${currency})`,
  };
}

/** `1 250,00`: thousands apart by a space that does not break, as Moroccan accounts have it. */
export function printedAmount({ amount }: Money): string {
  const [whole = '', fraction] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

const amounts = (...headings: string[]): Column[] => headings.map((heading) => ({ heading, width: 1.6, amount: true }));

function drawSummary(sheet: Sheet, { gross, refunds, fees, feePercent, net }: Statement, { words }: Style): void {
  sheet.heading(words.summary, { level: 2 });
  const rate = feePercent ? ` (${feePercent.replace('.', ',')}\u00a0%)` : '';
  sheet.table(
    [
      { heading: '', width: 3 },
      { heading: words.amount, amount: true },
    ],
    [
      [words.gross, printedAmount(gross)],
      [words.refunds, printedAmount(refunds)],
      [`${words.fees}${rate}`, printedAmount(fees)],
    ],
    [words.net, printedAmount(net)],
  );
}

function drawProducts(sheet: Sheet, statement: Statement, { words, said }: Style): void {
  const { figures, currency, delivery, deliveryRefunds, gross, refunds } = statement;
  const money = (minor: number) => printedAmount(Money.of(minor, currency));
  const rows = figures.products.map((product) => [
    ...[said(product.name), String(product.sold), money(product.gross), String(product.returned)],
    ...[money(product.refunds), money(product.gross - product.refunds)],
  ]);
  if (delivery.minor > 0 || deliveryRefunds.minor > 0) {
    const left = money(delivery.minor - deliveryRefunds.minor);
    rows.push([words.delivery, '', printedAmount(delivery), '', printedAmount(deliveryRefunds), left]);
  }
  sheet.heading(words.byProduct, { level: 2 });
  sheet.table(
    [
      { heading: words.product, width: 3 },
      { heading: words.sold, width: 1.1, amount: true },
      ...amounts(words.gross),
      { heading: words.returned, width: 1.1, amount: true },
      ...amounts(words.refunds, words.balance),
    ],
    rows,
    [
      ...[words.total, String(sumOf(figures.products, ({ sold }) => sold)), printedAmount(gross)],
      ...[String(sumOf(figures.products, ({ returned }) => returned)), printedAmount(refunds)],
      money(gross.minor - refunds.minor),
    ],
  );
}

function drawPayments(
  sheet: Sheet,
  { byPayment, orders, gross, refunds, currency }: Statement,
  { words }: Style,
): void {
  sheet.heading(words.byPayment, { level: 2 });
  sheet.table(
    [
      { heading: words.payment, width: 2.4 },
      { heading: words.orders, amount: true },
      ...amounts(words.gross, words.refunds, words.balance),
    ],
    byPayment.map((payment) => [
      ...[words.methods[payment.method], String(payment.orders), printedAmount(payment.gross)],
      ...[printedAmount(payment.refunds), printedAmount(payment.net)],
    ]),
    [
      ...[words.total, String(orders), printedAmount(gross), printedAmount(refunds)],
      printedAmount(Money.of(gross.minor - refunds.minor, currency)),
    ],
  );
}

function drawExhibitors(sheet: Sheet, exhibitors: Statement[], whole: Statement, { words, said }: Style): void {
  if (exhibitors.length === 0) {
    return;
  }
  const row = (name: string, { orders, gross, refunds, fees, net }: Statement) => [
    ...[name, String(orders), printedAmount(gross), printedAmount(refunds), printedAmount(fees), printedAmount(net)],
  ];
  sheet.heading(words.byExhibitor, { level: 2 });
  sheet.table(
    [
      { heading: words.exhibitor, width: 3 },
      { heading: words.orders, amount: true },
      ...amounts(words.gross, words.refunds, words.fees, words.net),
    ],
    exhibitors.map((statement) => row(said(statement.name), statement)),
    row(words.total, whole),
  );
}

function drawCorrections(sheet: Sheet, { figures, currency }: Statement, { words, day }: Style): void {
  if (figures.corrections.length === 0) {
    return;
  }
  sheet.heading(words.corrections, { level: 2 });
  sheet.paragraph(words.correctionsNote, { size: 'small' });
  sheet.table(
    [
      { heading: words.correction, width: 1.5 },
      { heading: words.ofDay, width: 2 },
      { heading: words.receipt, width: 1.5 },
      { heading: words.amount, amount: true },
    ],
    figures.corrections.map(({ kind, ofDay, receiptNumber, amount }) => [
      ...[words.kinds[kind], day(ofDay), receiptNumber, printedAmount(Money.of(amount, currency))],
    ]),
  );
}
