import { pino } from 'pino';

/** What a failed statement carries of its parameters and of the row that it was about: maybe a person's name and number. */
const values = ['parameters', 'driverError', 'detail', 'where', 'internalQuery'];

/** An error as it is logged: message, stack and code, and of a statement its text, never the values that it was run with. */
export function errorWithoutValues(error: Error): Record<string, unknown> {
  const said = pino.stdSerializers.err(error);
  return said instanceof Object
    ? Object.fromEntries(Object.entries(said).filter(([property]) => !values.includes(property)))
    : said;
}
