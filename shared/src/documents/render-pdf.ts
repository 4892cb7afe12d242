import { Language } from '../graphql/language.js';
import type { Sheet } from './sheet.js';

export interface PdfOptions {
  title: string;
  /** Its direction is the document's. */
  language: Language;
  /** What the document says of when it was made: the same input gives the same bytes. */
  at: Date;
  landscape?: boolean;
}

const pageOf: Record<Language, (page: number, pages: number) => string> = {
  [Language.AR]: (page, pages) => `صفحة ${page} من ${pages}`,
  [Language.FR]: (page, pages) => `Page ${page} sur ${pages}`,
  [Language.EN]: (page, pages) => `Page ${page} of ${pages}`,
  [Language.ZGH]: (page, pages) => `${page} / ${pages}`,
};

/**
 * Makes a printable PDF (A4): Arabic is shaped and runs right to left, words and numbers of other scripts keep their order within
 * it (Unicode Standard Annex 9), and tables begin at the right.
 */
export async function renderPdf(
  { title, language, at, landscape = false }: PdfOptions,
  fill: (sheet: Sheet) => void,
): Promise<Buffer> {
  // What shapes and draws letters is loaded with the first document: a service that prints none starts sooner, and is smaller.
  const { Sheet } = await import('./sheet.js');
  const sheet = new Sheet({ title, language, at, landscape }, language === Language.AR ? 'rtl' : 'ltr');
  fill(sheet);
  return sheet.finish(pageOf[language]);
}
