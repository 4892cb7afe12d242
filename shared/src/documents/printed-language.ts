import type { IncomingMessage } from 'node:http';
import { acceptedLanguage, Language } from '../graphql/language.js';

/** What the fair prints is in one of these. */
const printedLanguages = [Language.AR, Language.FR, Language.EN] as const;
export type PrintedLanguage = (typeof printedLanguages)[number];

/** Of its figures and days, which are written in Latin digits, as they are in Morocco. */
export const printedLocale = (language: PrintedLanguage): string =>
  language === Language.AR ? 'ar-MA-u-nu-latn' : language;

/** The one asked for by the parameter `language`, else by header, else Arabic. */
export function printedLanguage({ headers }: Pick<IncomingMessage, 'headers'>, { searchParams }: URL): PrintedLanguage {
  const wanted = [searchParams.get('language'), acceptedLanguage(headers['accept-language'])];
  return (
    wanted
      .map((language) => printedLanguages.find((printed) => printed === language))
      .find((language) => language !== undefined) ?? printedLanguages[0]
  );
}
