import { BadUserInput, type InputProblem } from '@maarad/shared/errors';
import type { Hall } from '../halls/hall.entity.js';
import type { AllocationZoneInput, StandRangeInput, StandsAlongAisleInput } from './allocation.inputs.js';
import { standsAlong, type FloorStand, type Zone } from './solver/index.js';

/** What zones are zones of. */
export interface Floor {
  halls: Hall[];
  stands: FloorStand[];
}

/**
 * Zones as lists of halls and stands.
 *
 * @throws BadUserInput for halls, aisles and stands that the edition does not have, and a zone of nothing.
 */
export function zonesOf(inputs: AllocationZoneInput[], floor: Floor): Zone[] {
  const problems: InputProblem[] = [];
  const zones = inputs.map(({ code, sectors, hard, halls, aisles, ranges, stands }, index): Zone => {
    const path = `zones.${index}`;
    if (![halls, aisles, ranges, stands].some((named) => named?.length)) {
      problems.push({ path, rule: 'must name halls, aisles, ranges or stands' });
    }
    const codesOf = <Named>(
      kind: string,
      named: Named[] | null | undefined,
      find: (one: Named) => string[] | undefined,
      rule: string,
    ): string[] =>
      (named ?? []).flatMap((one, at) => {
        const found = find(one);
        if (!found) {
          problems.push({ path: `${path}.${kind}.${at}`, rule });
        }
        return found ?? [];
      });
    const standCodes = [
      ...codesOf('aisles', aisles, (aisle) => codesAlong(aisle, floor), 'must be an aisle of a hall of the edition'),
      ...codesOf('ranges', ranges, (range) => codesIn(range, floor), 'must go from a stand to a later one of its hall'),
      ...codesOf('stands', stands, (stand) => known(floor.stands, stand), 'must be the code of a stand of the edition'),
    ];
    const hallCodes = codesOf(
      'halls',
      halls,
      (hall) => known(floor.halls, hall),
      'must be the code of a hall of the edition',
    );
    return { code, hard, sectors: onceEach(sectors), hallCodes: onceEach(hallCodes), standCodes: onceEach(standCodes) };
  });
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  return zones;
}

/** In one order, so that equal zones are equal facts. */
const onceEach = (codes: string[]): string[] => [...new Set(codes)].sort();

const known = (things: { code: string }[], wanted: string): string[] | undefined =>
  things.some(({ code }) => code === wanted) ? [wanted] : undefined;

function codesAlong({ hall, aisle }: StandsAlongAisleInput, { halls, stands }: Floor): string[] | undefined {
  const way = halls.find(({ code }) => code === hall)?.aisles[aisle - 1];
  return (
    way && stands.filter((stand) => stand.hallCode === hall && standsAlong(way, stand.position)).map(({ code }) => code)
  );
}

/** A-2 comes before A-10. */
const { compare } = new Intl.Collator('en', { numeric: true });

function codesIn(range: StandRangeInput, { stands }: Floor): string[] | undefined {
  const [from, to] = [range.from, range.to].map((wanted) => stands.find(({ code }) => code === wanted));
  if (!from || !to || from.hallCode !== to.hallCode || compare(from.code, to.code) > 0) {
    return undefined;
  }
  return stands
    .filter(({ hallCode }) => hallCode === from.hallCode)
    .map(({ code }) => code)
    .filter((code) => compare(from.code, code) <= 0 && compare(code, to.code) <= 0);
}
