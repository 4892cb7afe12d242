import type { FairData, FairDataProblem } from './fair-data.js';

type Rectangle = { x: number; y: number; width: number; depth: number };

/** How wide an aisle in front of a stand must be, in metres. */
const aisle = 2;

/** Stands lie in their hall, beside each other, each with an aisle at its front. */
export function hallProblems({ halls }: FairData): FairDataProblem[] {
  const codes = new Set<string>();
  return halls.flatMap((hall) => {
    const problems: FairDataProblem[] = [];
    const found = (record: string, problem: string) => problems.push({ file: 'halls.json', record, problem });
    if (codes.has(hall.code)) found(hall.code, 'the hall code is already taken');
    codes.add(hall.code);
    const room = { x: 0, y: 0, width: hall.width, depth: hall.depth };
    hall.stands.forEach((stand, index) => {
      if (codes.has(stand.code)) found(stand.code, 'the stand code is already taken');
      codes.add(stand.code);
      if (!stand.code.startsWith(`${hall.code}-`))
        found(stand.code, `does not carry the code of its hall ${hall.code}`);
      if (Math.abs(stand.area - stand.width * stand.depth) > 1e-6)
        found(stand.code, 'the area is not width times depth');
      if (!holds(room, stand)) found(stand.code, `reaches out of hall ${hall.code}`);
      for (const other of hall.stands.slice(index + 1)) {
        if (overlap(stand, other)) found(stand.code, `overlaps stand ${other.code}`);
      }
      const fronts = [-aisle, stand.depth].map((offset) => ({ ...stand, y: stand.y + offset, depth: aisle }));
      const open = fronts.some((front) => holds(room, front) && !hall.stands.some((other) => overlap(front, other)));
      if (!open) found(stand.code, 'has no aisle before it');
    });
    return problems;
  });
}

function holds(room: Rectangle, { x, y, width, depth }: Rectangle): boolean {
  return x >= room.x && y >= room.y && x + width <= room.x + room.width && y + depth <= room.y + room.depth;
}

function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.depth &&
    other.y < one.y + one.depth
  );
}
