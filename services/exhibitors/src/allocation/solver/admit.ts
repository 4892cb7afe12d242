import { Arrangement, none } from './arrangement.js';
import type { Board } from './board.js';
import type { Draw } from './draw.js';
import { withinMost } from './hard-rules.js';

/** Why an asking person was let in or not. */
export type Admission =
  | { by: 'QUOTA_MIN'; quota: number }
  | { by: 'LOT'; turn: number }
  | { refused: 'QUOTA_MAX'; quota: number }
  | { refused: 'NO_STAND' };

/**
 * Decides who has a stand. Places that quotas keep are given first, then the others, within each by the lot. Who comes later
 * never puts out who came before, but may make it move: so nobody is refused whom another order of the same people could seat.
 */
export function admit(board: Board, draw: Draw): { arrangement: Arrangement; admissions: Admission[] } {
  const arrangement = new Arrangement(board);
  const seats = new Seats(arrangement);
  const placed = arrangement.placedByQuota();
  const admissions: (Admission | undefined)[] = Array.from({ length: board.asking });
  const lot = draw.order(board.asking);

  const tryToAdmit = (person: number, admission: Admission) => {
    const full = board.quotasOf[person]!.find((quota) => !withinMost(board.quotas[quota]!, placed[quota]! + 1));
    if (full !== undefined) {
      admissions[person] = { refused: 'QUOTA_MAX', quota: full };
    } else if (seats.seat(person)) {
      admissions[person] = admission;
      board.quotasOf[person]!.forEach((quota) => (placed[quota]! += 1));
    } else {
      admissions[person] = { refused: 'NO_STAND' };
    }
  };
  board.quotas.forEach(({ min }, quota) => {
    for (const person of lot) {
      if (placed[quota]! < min && admissions[person] === undefined && board.quotasOf[person]!.includes(quota)) {
        tryToAdmit(person, { by: 'QUOTA_MIN', quota });
      }
    }
  });
  lot.forEach((person, turn) => {
    if (admissions[person] === undefined) {
      tryToAdmit(person, { by: 'LOT', turn });
    }
  });
  return { arrangement, admissions: admissions as Admission[] };
}

/**
 * Seats one person after the other by augmenting paths: a person without a free stand takes one whose holder can move on, along
 * a chain that ends at a free stand. Stands that a failed search has seen can never again lead to a free one.
 */
class Seats {
  private readonly closed: Uint8Array;

  constructor(private readonly arrangement: Arrangement) {
    this.closed = new Uint8Array(arrangement.board.free);
  }

  seat(person: number): boolean {
    const { board } = this.arrangement;
    const best = this.bestFree(person);
    if (best !== none) {
      this.arrangement.put(person, best);
      return true;
    }
    const cameFrom = new Int32Array(board.free).fill(none);
    const queue = [person];
    for (const waiting of queue) {
      for (let stand = 0; stand < board.free; stand += 1) {
        if (cameFrom[stand] !== none || this.closed[stand] || !board.fits[waiting * board.free + stand]) {
          continue;
        }
        cameFrom[stand] = waiting;
        const holder = this.arrangement.occupant[stand]!;
        if (holder === none) {
          this.shift(stand, cameFrom, person);
          return true;
        }
        queue.push(holder);
      }
    }
    cameFrom.forEach((from, stand) => {
      if (from !== none) {
        this.closed[stand] = 1;
      }
    });
    return false;
  }

  private shift(freeStand: number, cameFrom: Int32Array, newcomer: number): void {
    for (let stand = freeStand; ;) {
      const mover = cameFrom[stand]!;
      const left = this.arrangement.standOf[mover]!;
      this.arrangement.put(mover, stand);
      if (mover === newcomer) {
        return;
      }
      stand = left;
    }
  }

  /** The free stand that suits best, and of equals the one that is the least loss to others. */
  private bestFree(person: number): number {
    const { board, occupant } = this.arrangement;
    const { needs } = board.people[person]!;
    let [best, bestWorth] = [none, -Infinity];
    for (let stand = 0; stand < board.free; stand += 1) {
      const cell = person * board.free + stand;
      if (occupant[stand] === none && board.fits[cell]) {
        const { hasPower, hasWater } = board.stands[stand]!;
        const spare = (hasPower && !needs.power ? 1 : 0) + (hasWater && !needs.water ? 1 : 0);
        const worth = board.alone[cell]! * 4 - spare;
        if (worth > bestWorth) {
          [best, bestWorth] = [stand, worth];
        }
      }
    }
    return best;
  }
}
