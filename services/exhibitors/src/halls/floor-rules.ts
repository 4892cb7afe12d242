import type { InputProblem } from '@maarad/shared/errors';
import type { CreateHallInput, StandPositionInput } from './hall.inputs.js';

/** Stands lie within their hall and do not lie on each other; sides may touch. */
export function floorProblems({
  width,
  depth,
  stands,
}: Pick<CreateHallInput, 'width' | 'depth' | 'stands'>): InputProblem[] {
  return stands.flatMap(({ code, position }, index) => {
    const path = `stands.${index}.position`;
    const outside = position.x + position.width > width || position.y + position.depth > depth;
    const under = stands.slice(0, index).find((other) => overlap(other.position, position));
    return [
      ...(outside ? [{ path, rule: `must lie within the hall (stand ${code})` }] : []),
      ...(under ? [{ path, rule: `must not lie on stand ${under.code} (stand ${code})` }] : []),
    ];
  });
}

function overlap(a: StandPositionInput, b: StandPositionInput): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.depth && b.y < a.y + a.depth;
}
