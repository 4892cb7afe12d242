import { none, type Arrangement } from './arrangement.js';
import type { Board } from './board.js';
import type { Draw } from './draw.js';

/** How many changes are tried: a number, not a time, so that a seed gives the same answer on every machine. */
export const triesFor = (board: Board) =>
  board.asking < 2 || board.free < 2 ? 0 : Math.min(300_000, 4_000 * board.asking) + 1_000 * board.asking;
/** For so much of the tries a change may cost something, ever less, to get out of dead ends; then it must not. */
const adventurous = 0.7;
/** After so many tries others may have their turn. */
const turn = 2_000;

/**
 * Keeps more wishes by moving people to free stands and swapping them, no hard rule broken: threshold accepting (Dueck and
 * Scheuer, 1990, https://doi.org/10.1016/0021-9991(90)90201-B). Neighbours make this a quadratic assignment problem, which no
 * exact solver takes at this size. Ends where it began when nothing better was found. Yields now and then.
 */
export function* improve(arrangement: Arrangement, draw: Draw): Generator<void, void> {
  const { board, standOf } = arrangement;
  const start = { total: arrangement.total(), standOf: Int32Array.from(standOf) };
  const seated = [...Array(board.asking).keys()].filter((person) => standOf[person] !== none);
  const aims = new Aims(arrangement, draw);
  const tries = seated.length === 0 ? 0 : triesFor(board);
  const threshold = Math.max(...Object.values(board.problem.weights)) / 2;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const allowedLoss = Math.max(0, threshold * (1 - attempt / (tries * adventurous)));
    tryOne(arrangement, seated[draw.below(seated.length)]!, aims, allowedLoss);
    if (attempt % turn === turn - 1) {
      yield;
    }
  }
  if (arrangement.total() < start.total) {
    restore(arrangement, start.standOf);
  }
}

function tryOne(arrangement: Arrangement, person: number, aims: Aims, allowedLoss: number): void {
  const { board, occupant, standOf } = arrangement;
  const [from, to] = [standOf[person]!, aims.standFor(person)];
  if (to === from || to >= board.free || !board.fits[person * board.free + to]) {
    return;
  }
  const other = occupant[to]!;
  if (other !== none && !board.fits[other * board.free + from]) {
    return;
  }
  const touched = new Set<number>([person, other]);
  for (const beside of board.neighbours[from]!) {
    touched.add(occupant[beside]!);
  }
  for (const beside of board.neighbours[to]!) {
    touched.add(occupant[beside]!);
  }
  touched.delete(none);
  const before = keptBy(touched, arrangement);
  arrangement.swap(person, to);
  if (keptBy(touched, arrangement) < before - allowedLoss) {
    arrangement.swap(person, from);
  }
}

function keptBy(people: Set<number>, arrangement: Arrangement): number {
  let kept = 0;
  for (const person of people) {
    kept += arrangement.kept(person);
  }
  return kept;
}

function restore(arrangement: Arrangement, standOf: Int32Array): void {
  const { board, occupant } = arrangement;
  occupant.fill(none, 0, board.free);
  arrangement.standOf.set(standOf);
  standOf.forEach((stand, person) => {
    if (stand !== none) {
      occupant[stand] = person;
    }
  });
}

/** Where to try a person: half of the time anywhere, else where one of its wishes would be kept. */
class Aims {
  private readonly kin = new Map<number, number[]>();
  private readonly suiting: Int32Array[];

  constructor(
    private readonly arrangement: Arrangement,
    private readonly draw: Draw,
  ) {
    const { board } = arrangement;
    board.sector.forEach((sector, person) => this.kin.set(sector, [...(this.kin.get(sector) ?? []), person]));
    this.suiting = Array.from({ length: board.asking }, (_, person) => suitingStands(board, person));
  }

  standFor(person: number): number {
    const { board } = this.arrangement;
    const aim = this.draw.below(6);
    const wanted =
      aim === 0
        ? this.draw.one(this.suiting[person]!)
        : aim === 1
          ? this.beside(this.draw.one(board.near[person]!))
          : aim === 2
            ? this.beside(this.draw.one(this.kin.get(board.sector[person]!)!))
            : undefined;
    return wanted ?? this.draw.below(board.free);
  }

  private beside(person: number | undefined): number | undefined {
    const stand = person === undefined ? none : this.arrangement.standOf[person]!;
    return stand === none ? undefined : this.draw.one(this.arrangement.board.neighbours[stand]!);
  }
}

/** The stands that alone keep as much as any. */
function suitingStands({ alone, fits, free }: Board, person: number): Int32Array {
  const cells = { from: person * free, to: (person + 1) * free };
  const worth = alone.subarray(cells.from, cells.to);
  const fitting = fits.subarray(cells.from, cells.to);
  const most = worth.reduce((best, each, stand) => (fitting[stand] && each > best ? each : best), 0);
  return most === 0 ? new Int32Array() : Int32Array.from(worth.keys()).filter((s) => fitting[s] && worth[s] === most);
}
