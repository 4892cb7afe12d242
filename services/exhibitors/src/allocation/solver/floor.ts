import type { FloorStand } from './problem.js';

type Rectangle = FloorStand['position'];
/** Stands that are this close, in metres, leave no way through between them. */
const noWayThrough = 0.5;

/** Metres between the nearest points of two stands of one hall; 0 where they touch. */
export function gapBetween(one: Rectangle, other: Rectangle): number {
  const across = Math.max(other.x - (one.x + one.width), one.x - (other.x + other.width), 0);
  const along = Math.max(other.y - (one.y + one.depth), one.y - (other.y + other.depth), 0);
  return Math.hypot(across, along);
}

/** For each stand, the places in the list of those of its hall that are no further from it than so many metres. */
export function neighboursWithin(metres: number, stands: readonly FloorStand[]): number[][] {
  const byHall = new Map<string, number[]>(stands.map(({ hallCode }) => [hallCode, []]));
  stands.forEach(({ hallCode }, index) => byHall.get(hallCode)!.push(index));
  const neighbours: number[][] = stands.map(() => []);
  for (const members of byHall.values()) {
    for (const one of members) {
      for (const other of members) {
        if (one !== other && gapBetween(stands[one]!.position, stands[other]!.position) <= metres) {
          neighbours[one]!.push(other);
        }
      }
    }
  }
  return neighbours;
}

/** Whether a stand opens on an aisle: at most a gap that nobody walks through lies between them. */
export function standsAlong(aisle: Rectangle, stand: Rectangle): boolean {
  return gapBetween(aisle, stand) <= noWayThrough;
}

/** Whether two sides of a stand that meet are open: neither the wall of its hall nor another stand is there. */
export function isCorner(
  { width, depth }: { width: number; depth: number },
  stand: Rectangle,
  others: readonly Rectangle[],
): boolean {
  const beside = (side: Rectangle) => others.some((other) => overlaps(side, other));
  const { x, y } = stand;
  const [right, back] = [x + stand.width, y + stand.depth];
  const open = {
    left: x > noWayThrough && !beside({ x: x - noWayThrough, y, width: noWayThrough, depth: stand.depth }),
    right: right < width - noWayThrough && !beside({ x: right, y, width: noWayThrough, depth: stand.depth }),
    front: y > noWayThrough && !beside({ x, y: y - noWayThrough, width: stand.width, depth: noWayThrough }),
    back: back < depth - noWayThrough && !beside({ x, y: back, width: stand.width, depth: noWayThrough }),
  };
  return (open.left || open.right) && (open.front || open.back);
}

function overlaps(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.depth &&
    other.y < one.y + one.depth
  );
}
