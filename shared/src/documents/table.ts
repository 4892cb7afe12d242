import { lineHeight, type Ink, type Line, type Pen } from './pen.js';
import { directionOf, type Direction } from './visual-runs.js';

export interface Column {
  heading?: string;
  /** Its share of the table's width; 1 where nothing is said. */
  width?: number;
  /** An amount ends at the right in every language, so that its units stand below each other. */
  amount?: boolean;
}

export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  total?: readonly string[];
  /** Without header and lines. */
  plain?: boolean;
}

/** Where a table is drawn. */
export interface Surroundings {
  pdf: PDFKit.PDFDocument;
  pen: Pen;
  direction: Direction;
  left: number;
  width: number;
  top(): number;
  moveTo(y: number): void;
  /** How much is left of the page. */
  room(): number;
  nextPage(): void;
}

const ink: Ink = { size: 9.5 };
const boldInk: Ink = { ...ink, bold: true };
const padding = 4;

/** Draws a table with its first column at the language's start. A row stays on one page unless it is higher than that. */
export function drawTable(on: Surroundings, { columns, rows, total, plain = false }: Table): void {
  const places = placesOf(on, columns);
  const header = columns.some(({ heading }) => heading) ? columns.map(({ heading = '' }) => heading) : undefined;
  const draw = (cells: readonly string[], used: Ink, style: { fill?: string; above?: string } = {}) => {
    const written = places.map(({ width, amount }, index) => {
      const text = cells[index] ?? '';
      // A value has its own direction; one of figures alone, such as a telephone number, keeps their order.
      const direction = cells === header ? on.direction : directionOf(text, 'ltr');
      return { amount, lines: on.pen.linesOf(text, direction, width - 2 * padding, used) };
    });
    const count = Math.max(...written.map(({ lines }) => lines.length));
    for (let from = 0; from < count;) {
      if (linesThatFit(on) < count - from) {
        on.nextPage();
        if (cells !== header) {
          drawHeader();
        }
      }
      const take = Math.min(count - from, Math.max(1, linesThatFit(on)));
      drawPart(
        on,
        places,
        written.map(({ lines }) => lines.slice(from, from + take)),
        { used, take, ...style },
      );
      from += take;
    }
  };
  const drawHeader = () => {
    if (header) {
      draw(header, boldInk, { fill: '#e8efee' });
    }
  };
  if (header && on.room() < 3 * (lineHeight(ink) + 2 * padding)) {
    on.nextPage();
  }
  drawHeader();
  rows.forEach((row, index) => {
    if (total && index > 0 && index === rows.length - 1 && on.room() < 2 * (lineHeight(ink) + 2 * padding)) {
      // The total takes the last row along.
      on.nextPage();
      drawHeader();
    }
    draw(row, ink, plain ? {} : { above: '#c9d3d2' });
  });
  if (total) {
    draw(total, boldInk, { above: 'black' });
  }
}

interface Place extends Column {
  left: number;
  width: number;
}

function placesOf({ direction, left, width }: Surroundings, columns: readonly Column[]): Place[] {
  const shares = columns.reduce((sum, column) => sum + (column.width ?? 1), 0);
  let before = 0;
  return columns.map((column) => {
    const own = (width * (column.width ?? 1)) / shares;
    const place = { ...column, width: own, left: direction === 'ltr' ? left + before : left + width - before - own };
    before += own;
    return place;
  });
}

const linesThatFit = (on: Surroundings): number => Math.floor((on.room() - 2 * padding) / lineHeight(ink));

function drawPart(
  on: Surroundings,
  places: Place[],
  cells: Line[][],
  { used, take, fill, above }: { used: Ink; take: number; fill?: string; above?: string },
): void {
  const top = on.top();
  const height = take * lineHeight(used) + 2 * padding;
  if (fill) {
    on.pdf.rect(on.left, top, on.width, height).fill(fill);
  }
  if (above) {
    on.pdf
      .moveTo(on.left, top)
      .lineTo(on.left + on.width, top)
      .lineWidth(0.5)
      .stroke(above);
  }
  places.forEach(({ left, width, amount }, column) =>
    cells[column]?.forEach((line, index) => {
      const atRight = amount || on.direction === 'rtl';
      const x = atRight ? left + width - padding - line.width : left + padding;
      on.pen.draw(line, x, top + padding + index * lineHeight(used), used);
    }),
  );
  on.moveTo(top + height);
}
