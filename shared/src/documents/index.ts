export { renderPdf, type PdfOptions } from './render-pdf.js';
export type { Align, Sheet, TextStyle } from './sheet.js';
export type { Column } from './table.js';
