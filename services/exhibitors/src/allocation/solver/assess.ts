import { Arrangement } from './arrangement.js';
import { boardOf } from './board.js';
import { meritsOf, quotaOutcomes } from './explain.js';
import type { Placement, Problem, QuotaOutcome } from './problem.js';

/** What is said of an allocation whoever made it. */
export interface Assessment {
  /** By the applicant's id, for those who have a stand. */
  merits: Map<string, Pick<Placement, 'reasons' | 'unmet'>>;
  quotas: QuotaOutcome[];
  satisfaction: number;
}

/** Weighs an allocation that was changed by hand: who sits where (stand by applicant), hard rules kept. */
export function assess(problem: Problem, seats: ReadonlyMap<string, string>): Assessment {
  const board = boardOf(problem);
  const arrangement = new Arrangement(board);
  const placeOf = new Map(board.stands.slice(0, board.free).map(({ id }, place) => [id, place]));
  const seated: { id: string; person: number }[] = [];
  board.people.slice(0, board.asking).forEach(({ id }, person) => {
    const place = placeOf.get(seats.get(id) ?? '');
    if (place !== undefined) {
      arrangement.put(person, place);
      seated.push({ id, person });
    }
  });
  return {
    merits: new Map(seated.map(({ id, person }) => [id, meritsOf(arrangement, person)])),
    quotas: quotaOutcomes(arrangement),
    satisfaction: arrangement.satisfaction(),
  };
}
