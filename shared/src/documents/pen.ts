import PDFDocument from 'pdfkit';
import { typefaceFile, typefaceOf, typefaces, type Script } from './typefaces.js';
import { directed, visualRuns, type DirectedText, type Direction, type VisualRun } from './visual-runs.js';

export interface Ink {
  /** In points. */
  size: number;
  bold?: boolean;
  color?: string;
}

/** A line of a text as it will be drawn. */
export interface Line {
  runs: VisualRun[];
  width: number;
}

/** A line's height for a letter's size: room for what Arabic letters have above and below. */
const leading = 1.55;
/** Where the letters stand in it. */
const baseline = 1.1;

export const lineHeight = ({ size }: Ink): number => size * leading;

/** A space that does not break has done its work when lines are drawn; its glyph, empty and a font's last one, is one that fontkit cannot read. */
const drawn = (text: string) => text.replaceAll('\u00a0', ' ');

/** Writes lines of text in any of the fair's languages on a PDF: measures, breaks, shapes and orders them. */
export class Pen {
  /** Widths at the size of one point: shaping is what a document's time goes into. */
  private readonly widths = new Map<string, number>();

  constructor(readonly pdf: PDFKit.PDFDocument) {
    for (const typeface of typefaces) {
      pdf.registerFont(typeface, typefaceFile(typeface) as unknown as string);
    }
  }

  /** A text's lines, none wider than `width` points: broken at spaces, and within a word only where it alone is wider. */
  linesOf(text: string, direction: Direction, width: number, ink: Ink): Line[] {
    return text
      .split(/\r?\n/)
      .map((paragraph) => directed(paragraph.replace(/[\t\u202f]/g, '\u00a0').trim(), direction))
      .flatMap((paragraph) => this.linesOfParagraph(paragraph, width, ink));
  }

  /** Draws a line with its left end at `x` and its top at `y`. */
  draw({ runs }: Line, x: number, y: number, ink: Ink): void {
    let at = x;
    for (const { text, script } of runs) {
      this.pdf
        .font(typefaceOf(script, ink.bold ?? false), ink.size)
        .fillColor(ink.color ?? 'black')
        .text(drawn(text), at, y + ink.size * baseline, { lineBreak: false, baseline: 'alphabetic', features: [] });
      at += this.widthOf(text, script, ink);
    }
  }

  private linesOfParagraph(paragraph: DirectedText, width: number, ink: Ink): Line[] {
    const lines: Line[] = [];
    const take = (start: number, end: number) => {
      const runs = visualRuns(paragraph, start, end);
      lines.push({ runs, width: this.widthOfRuns(runs, ink) });
    };
    const { text } = paragraph;
    let start = 0;
    let end = 0;
    for (const word of text.matchAll(/[^ ]+/g)) {
      const wordEnd = word.index + word[0].length;
      if (this.widthBetween(paragraph, start, wordEnd, ink) > width && end > start) {
        take(start, end);
        start = word.index;
      }
      for (end = wordEnd; this.widthBetween(paragraph, start, wordEnd, ink) > width; start = end, end = wordEnd) {
        end = this.lastThatFits(paragraph, start, wordEnd, width, ink);
        if (end >= wordEnd) {
          break;
        }
        take(start, end);
      }
      end = wordEnd;
    }
    take(start, end);
    return lines;
  }

  /** At least one letter, so that there is an end. */
  private lastThatFits(paragraph: DirectedText, start: number, end: number, width: number, ink: Ink): number {
    let fits = start + 1;
    while (fits < end && this.widthBetween(paragraph, start, fits + 1, ink) <= width) {
      fits += 1;
    }
    return fits;
  }

  private widthBetween(paragraph: DirectedText, start: number, end: number, ink: Ink): number {
    return this.widthOfRuns(visualRuns(paragraph, start, end), ink);
  }

  private widthOfRuns(runs: VisualRun[], ink: Ink): number {
    return runs.reduce((sum, { text, script }) => sum + this.widthOf(text, script, ink), 0);
  }

  private widthOf(text: string, script: Script, { size, bold }: Ink): number {
    const typeface = typefaceOf(script, bold ?? false);
    const key = `${typeface} ${text}`;
    const width = this.widths.get(key) ?? this.pdf.font(typeface, 1).widthOfString(drawn(text), { features: [] });
    this.widths.set(key, width);
    return width * size;
  }
}

/** An empty PDF in which nothing depends on when or where it is made. */
export function emptyPdf(info: { title: string; language: string; at: Date; landscape: boolean }): PDFKit.PDFDocument {
  return new PDFDocument({
    size: 'A4',
    layout: info.landscape ? 'landscape' : 'portrait',
    margin: 0,
    bufferPages: true,
    autoFirstPage: false,
    lang: info.language,
    displayTitle: true,
    info: { Title: info.title, CreationDate: info.at, Producer: 'Maarad', Creator: 'Maarad' },
    // The first font is registered by the pen; none of the standard ones is needed.
    font: null as unknown as string,
  });
}
