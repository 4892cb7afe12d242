import type { InputProblem } from '@maarad/shared/errors';
import type { CreateHallInput, StandPositionInput } from './hall.inputs.js';

type Floor = Pick<CreateHallInput, 'width' | 'depth' | 'stands' | 'aisles'>;

/** Stands and aisles lie within their hall; nothing lies on a stand; sides may touch, and aisles may cross. */
export function floorProblems(floor: Floor): InputProblem[] {
  return [...standProblems(floor), ...aisleProblems(floor)];
}

function standProblems({ stands, ...hall }: Floor): InputProblem[] {
  return stands.flatMap(({ code, position }, index) => {
    const path = `stands.${index}.position`;
    const under = stands.slice(0, index).find((other) => overlap(other.position, position));
    return [
      ...(liesWithin(hall, position) ? [] : [{ path, rule: `must lie within the hall (stand ${code})` }]),
      ...(under ? [{ path, rule: `must not lie on stand ${under.code} (stand ${code})` }] : []),
    ];
  });
}

function aisleProblems({ aisles, stands, ...hall }: Floor): InputProblem[] {
  return (aisles ?? []).flatMap((position, index) => {
    const path = `aisles.${index}`;
    const blocked = stands.filter((stand) => overlap(stand.position, position));
    return [
      ...(liesWithin(hall, position) ? [] : [{ path, rule: 'must lie within the hall' }]),
      ...blocked.map(({ code }) => ({ path, rule: `must not lie on stand ${code}` })),
    ];
  });
}

function liesWithin({ width, depth }: Pick<Floor, 'width' | 'depth'>, position: StandPositionInput): boolean {
  return position.x + position.width <= width && position.y + position.depth <= depth;
}

function overlap(a: StandPositionInput, b: StandPositionInput): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.depth && b.y < a.y + a.depth;
}
