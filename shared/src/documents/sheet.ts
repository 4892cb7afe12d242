import QRCode from 'qrcode';
import { emptyPdf, lineHeight, Pen, type Ink, type Line } from './pen.js';
import { drawTable, type Column } from './table.js';
import { directionOf, type Direction } from './visual-runs.js';

export type Align = 'start' | 'center' | 'end';

export interface TextStyle {
  align?: Align;
  size?: 'small' | 'normal' | 'large' | 'huge';
  bold?: boolean;
}

const sizes = { small: 8.5, normal: 10.5, large: 14, huge: 22 };
const grey = '#595959';
const margin = 54;
/** A heading within a document stands on the page of what follows it: the head of a table and two rows. */
const keptTogether = 110;

/** The pages of a document, filled from the top. Lengths are in points (1/72 inch); "start" is right in Arabic. */
export class Sheet {
  private readonly pdf: PDFKit.PDFDocument;
  private readonly pen: Pen;
  private y = 0;

  constructor(
    private readonly about: { title: string; language: string; at: Date; landscape: boolean },
    private readonly direction: Direction,
  ) {
    this.pdf = emptyPdf(about);
    this.pen = new Pen(this.pdf);
    this.nextPage();
  }

  heading(text: string, { align = 'start', level = 1 }: { align?: Align; level?: 1 | 2 } = {}): void {
    this.makeRoom(level === 1 ? 0 : keptTogether);
    this.space(level === 1 ? 0 : 8);
    this.write(text, { size: level === 1 ? 20 : 13, bold: true }, align);
    this.space(level === 1 ? 8 : 4);
  }

  /** A text in the document's language; it may hold words of others. */
  paragraph(text: string, { align = 'start', size = 'normal', bold = false }: TextStyle = {}): void {
    this.write(text, { size: sizes[size], bold }, align);
    this.space(4);
  }

  /** Labels in the document's language, each with its value in whatever language it is. */
  facts(rows: readonly (readonly [label: string, value: string])[]): void {
    drawTable(this.surroundings(), {
      columns: [{ width: 1 }, { width: 2.4 }],
      rows: rows.map(([label, value]) => [label, value]),
      plain: true,
    });
    this.space(8);
  }

  /** A table whose header comes again on every page. `total` is its last row, in bold. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[], total?: readonly string[]): void {
    drawTable(this.surroundings(), { columns, rows, total });
    this.space(10);
  }

  /** A QR code (ISO/IEC 18004, error correction M) that leads to an address, as wide as `width`. */
  qr(address: string, { align = 'start', width = 90 }: { align?: Align; width?: number } = {}): void {
    const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
    this.makeRoom(width);
    const quiet = 2;
    const module = width / (modules.size + 2 * quiet);
    const left = this.leftOf(width, align) + quiet * module;
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column)) {
          this.pdf.rect(left + column * module, this.y + (row + quiet) * module, module, module);
        }
      }
    }
    this.pdf.fill('black');
    this.y += width;
    this.space(4);
  }

  space(points: number): void {
    this.y += points;
  }

  /** A double line around the page, as certificates have it. */
  frame(): void {
    const { width, height } = this.pdf.page;
    for (const [inset, line] of [
      [24, 1.5],
      [29, 0.5],
    ] as const) {
      this.pdf
        .rect(inset, inset, width - 2 * inset, height - 2 * inset)
        .lineWidth(line)
        .stroke('#1f5f5b');
    }
  }

  /** Numbers the pages, where there are several, and ends the document. */
  async finish(pageOf: (page: number, pages: number) => string): Promise<Buffer> {
    const { count } = this.pdf.bufferedPageRange();
    const ink = { size: 8.5, color: grey };
    for (let page = 0; count > 1 && page < count; page += 1) {
      this.pdf.switchToPage(page);
      const [line] = this.pen.linesOf(pageOf(page + 1, count), this.direction, this.width, ink);
      this.draw(line, 'center', this.pdf.page.height - 36, ink);
    }
    const parts: Buffer[] = [];
    this.pdf.end();
    for await (const part of this.pdf as unknown as AsyncIterable<Buffer>) {
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  private get width(): number {
    return this.pdf.page.width - 2 * margin;
  }

  private surroundings() {
    return {
      pdf: this.pdf,
      pen: this.pen,
      direction: this.direction,
      left: margin,
      width: this.width,
      top: () => this.y,
      moveTo: (y: number) => (this.y = y),
      room: () => this.bottom - this.y,
      nextPage: () => this.nextPage(),
    };
  }

  private get bottom(): number {
    return this.pdf.page.height - margin;
  }

  private nextPage(): void {
    this.pdf.addPage();
    this.y = margin;
    if (this.pdf.bufferedPageRange().count > 1) {
      const ink = { size: 8.5, color: grey };
      const [line] = this.pen.linesOf(this.about.title, directionOf(this.about.title, this.direction), this.width, ink);
      this.draw(line, 'start', 30, ink);
    }
  }

  private write(text: string, ink: Ink, align: Align): void {
    for (const line of this.pen.linesOf(text, this.direction, this.width, ink)) {
      this.makeRoom(lineHeight(ink));
      this.draw(line, align, this.y, ink);
      this.y += lineHeight(ink);
    }
  }

  private draw(line: Line | undefined, align: Align, y: number, ink: Ink): void {
    if (line) {
      this.pen.draw(line, this.leftOf(line.width, align), y, ink);
    }
  }

  private leftOf(width: number, align: Align): number {
    const free = this.width - width;
    const share = align === 'center' ? 0.5 : (align === 'end') === (this.direction === 'ltr') ? 1 : 0;
    return margin + free * share;
  }

  private makeRoom(height: number): void {
    if (this.y + height > this.bottom && this.y > margin) {
      this.nextPage();
    }
  }
}
