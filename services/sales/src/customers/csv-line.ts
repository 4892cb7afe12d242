import { Money } from '@maarad/shared/graphql';

/**
 * One record of a CSV file (RFC 4180): fields with a comma, a quote or a line break in quotes, CRLF at the end. What a spreadsheet
 * would run as a formula gets an apostrophe before it, by which a spreadsheet knows text: https://owasp.org/www-community/attacks/CSV_Injection
 * An amount of money stays the number that it is, below zero too.
 */
export function csvLine(fields: readonly (string | Money | null)[]): string {
  return `${fields.map((field) => (field instanceof Money ? field.amount : quoted(harmless(field ?? '')))).join(',')}\r\n`;
}

const harmless = (field: string) => (/^[\s]*[=+\-@\t\r\n＝＋－＠]/.test(field) ? `'${field}` : field);

const quoted = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
