import { BadUserInput, type InputProblem } from '@maarad/shared/errors';
import type { AllocationQuotaInput, AllocationZoneInput } from './allocation.inputs.js';
import type { FloorStand, Group, Quota, Zone } from './solver/index.js';

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

/**
 * Zones as lists of halls and stands.
 *
 * @throws BadUserInput for halls and stands that the edition does not have, and a zone of nothing.
 */
export function zonesOf(inputs: AllocationZoneInput[], stands: FloorStand[]): Zone[] {
  const halls = new Set(stands.map(({ hallCode }) => hallCode));
  const byCode = new Map(stands.map((stand) => [stand.code, stand]));
  const problems: InputProblem[] = [];
  const zones = inputs.map(({ code, sectors, hard, ...where }, index) => {
    const path = `zones.${index}`;
    const [hallCodes, single, ranges] = [where.halls ?? [], where.stands ?? [], where.ranges ?? []];
    if (hallCodes.length + single.length + ranges.length === 0) {
      problems.push({ path, rule: 'must name halls, ranges or stands' });
    }
    hallCodes.forEach((hall, at) => {
      if (!halls.has(hall)) {
        problems.push({ path: `${path}.halls.${at}`, rule: 'must be the code of a hall with stands in the edition' });
      }
    });
    single.forEach((stand, at) => {
      if (!byCode.has(stand)) {
        problems.push({ path: `${path}.stands.${at}`, rule: 'must be the code of a stand of the edition' });
      }
    });
    const inRanges = ranges.flatMap(({ from, to }, at) => {
      const found = standsBetween(byCode.get(from), byCode.get(to), stands);
      if (!found) {
        problems.push({ path: `${path}.ranges.${at}`, rule: 'must go from a stand to a later one of the same hall' });
      }
      return found ?? [];
    });
    const standCodes = [...new Set([...single, ...inRanges])].sort();
    return { code, sectors: [...new Set(sectors)].sort(), hallCodes: [...new Set(hallCodes)].sort(), standCodes, hard };
  });
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  return zones;
}

/** A-2 comes before A-10. */
const { compare } = new Intl.Collator('en', { numeric: true });

function standsBetween(
  from: FloorStand | undefined,
  to: FloorStand | undefined,
  stands: FloorStand[],
): string[] | undefined {
  if (!from || !to || from.hallCode !== to.hallCode || compare(from.code, to.code) > 0) {
    return undefined;
  }
  return stands
    .filter(
      ({ hallCode, code }) =>
        hallCode === from.hallCode && compare(from.code, code) <= 0 && compare(code, to.code) <= 0,
    )
    .map(({ code }) => code);
}
