import { admit, type Admission } from './admit.js';
import { none, type Arrangement } from './arrangement.js';
import { boardOf } from './board.js';
import { Draw } from './draw.js';
import { admissionReason, meritsOf, quotaOutcomes, refusalOf } from './explain.js';
import { improve } from './improve.js';
import type { Allocation, Problem } from './problem.js';

/**
 * Gives stands to those who ask. Hard rules are always kept: one stand one exhibitor, needs, hard zones, the most of each quota.
 * The least of each quota is kept wherever those who ask and the stands let it be. Then as many wishes as it finds are kept.
 * The same problem and seed give the same answer, in whatever order things are given.
 */
export function allocate(problem: Problem, seed: number): Allocation {
  const steps = allocationSteps(problem, seed);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}

/** The same for a process that has other things to do: between steps of a few milliseconds it lets them. */
export async function allocateInTurns(problem: Problem, seed: number): Promise<Allocation> {
  const steps = allocationSteps(problem, seed);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    await new Promise(setImmediate);
  }
}

function* allocationSteps(problem: Problem, seed: number): Generator<void, Allocation> {
  const draw = new Draw(seed);
  const board = boardOf(problem);
  yield;
  const { arrangement, admissions } = admit(board, draw);
  yield;
  yield* improve(arrangement, draw);
  return allocationOf(arrangement, admissions);
}

function allocationOf(arrangement: Arrangement, admissions: Admission[]): Allocation {
  const { board, standOf } = arrangement;
  const answer: Allocation = {
    placements: [],
    refusals: [],
    quotas: quotaOutcomes(arrangement),
    satisfaction: arrangement.satisfaction(),
  };
  admissions.forEach((admission, person) => {
    const stand = standOf[person]!;
    if (stand === none || 'refused' in admission) {
      answer.refusals.push(refusalOf(arrangement, person, admissions));
    } else {
      const { reasons, unmet } = meritsOf(arrangement, person);
      answer.placements.push({
        applicantId: board.people[person]!.id,
        standId: board.stands[stand]!.id,
        reasons: [admissionReason(arrangement, admission), ...reasons],
        unmet,
      });
    }
  });
  return answer;
}
