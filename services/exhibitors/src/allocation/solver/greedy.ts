import { Arrangement, none } from './arrangement.js';
import { boardOf } from './board.js';
import { Draw } from './draw.js';
import { withinMost } from './hard-rules.js';
import type { Problem } from './problem.js';

/**
 * What the allocation is compared with: one after the other, by the same lot, takes the free stand that keeps most of its wishes
 * as the hall then is, all hard rules kept. Nobody moves for anybody, and no place is kept for a group.
 */
export function allocateGreedily(problem: Problem, seed: number): { placed: number; satisfaction: number } {
  const board = boardOf(problem);
  const arrangement = new Arrangement(board);
  const placedByQuota = arrangement.placedByQuota();
  let placed = 0;
  for (const person of new Draw(seed).order(board.asking)) {
    const quotas = board.quotasOf[person]!;
    const best = quotas.every((quota) => withinMost(board.quotas[quota]!, placedByQuota[quota]! + 1))
      ? bestFor(person, arrangement)
      : none;
    if (best !== none) {
      arrangement.put(person, best);
      quotas.forEach((quota) => (placedByQuota[quota]! += 1));
      placed += 1;
    }
  }
  return { placed, satisfaction: arrangement.satisfaction() };
}

function bestFor(person: number, arrangement: Arrangement): number {
  const { board, occupant, standOf } = arrangement;
  let [best, most] = [none, -Infinity];
  for (let stand = 0; stand < board.free; stand += 1) {
    if (occupant[stand] === none && board.fits[person * board.free + stand]) {
      standOf[person] = stand;
      const kept = arrangement.kept(person);
      if (kept > most) {
        [best, most] = [stand, kept];
      }
    }
  }
  standOf[person] = none;
  return best;
}
