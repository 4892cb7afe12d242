export { printedLanguage, printedLocale, type PrintedLanguage } from './printed-language.js';
export { renderPdf, type PdfOptions } from './render-pdf.js';
export type { Align, Sheet, TextStyle } from './sheet.js';
export type { Column } from './table.js';
