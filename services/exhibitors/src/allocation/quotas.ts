import { BadUserInput, type InputProblem } from '@maarad/shared/errors';
import type { AllocationQuotaInput } from './allocation.inputs.js';
import type { Group, Quota } from './solver/index.js';

/**
 * Quotas in numbers.
 *
 * @param atMost how many can have a stand: what shares are shares of.
 * @throws BadUserInput for a quota that limits nothing, says a limit twice, or wants more at least than at most.
 */
export function quotasOf(inputs: AllocationQuotaInput[], atMost: number): Quota[] {
  const problems = inputs.flatMap((quota, index) => quotaProblems(quota, `quotas.${index}`));
  const quotas = inputs.map(({ code, min, minShare, max, maxShare, ...group }) => ({
    code,
    group: given(group),
    min: min ?? Math.ceil(rounded((minShare ?? 0) * atMost)),
    max: max ?? (typeof maxShare === 'number' ? Math.floor(rounded(maxShare * atMost)) : null),
  }));
  quotas.forEach(({ min, max }, index) => {
    if (max !== null && min > max) {
      problems.push({ path: `quotas.${index}`, rule: `must not keep ${min} places and let ${max} have one` });
    }
  });
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  return quotas;
}

/** So that 0.3 of 10 is 3 and not a little more. */
const rounded = (share: number): number => Math.round(share * 1e6) / 1e6;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

function given({ regions, kinds, womenLed, youthLed, firstTime }: Omit<AllocationQuotaInput, 'code'>): Group {
  const group = { regions, kinds, womenLed, youthLed, firstTime };
  return Object.fromEntries(Object.entries(group).filter(([, value]) => isGiven(value)));
}

function quotaProblems({ min, minShare, max, maxShare }: AllocationQuotaInput, path: string): InputProblem[] {
  return [
    ...([min, minShare, max, maxShare].some(isGiven)
      ? []
      : [{ path, rule: 'must say min, minShare, max or maxShare' }]),
    ...(isGiven(min) && isGiven(minShare) ? [{ path, rule: 'must not say both min and minShare' }] : []),
    ...(isGiven(max) && isGiven(maxShare) ? [{ path, rule: 'must not say both max and maxShare' }] : []),
  ];
}
