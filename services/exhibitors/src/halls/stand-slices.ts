import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { BadUserInput, type InputProblem } from '@maarad/shared/errors';
import { daysOf, LocalDate } from '@maarad/shared/graphql';
import type { Edition } from '../editions/edition.entity.js';

export enum HalfDay {
  MORNING = 'MORNING',
  AFTERNOON = 'AFTERNOON',
}

registerEnumType(HalfDay, { name: 'HalfDay', description: 'A half of a day of the fair.' });

@ObjectType({ description: 'The smallest part of an edition for which a stand is given: a half of one of its days.' })
export class StandSlice {
  @Field(() => LocalDate)
  day!: string;

  @Field(() => HalfDay)
  half!: HalfDay;
}

@InputType()
export class StandSliceInput {
  @Field(() => LocalDate)
  day!: string;

  @Field(() => HalfDay)
  half!: HalfDay;
}

const halves = [HalfDay.MORNING, HalfDay.AFTERNOON];

export const sliceKey = ({ day, half }: StandSlice): string => `${day}/${half}`;

/** All slices of an edition, in the order of time. */
export const slicesOf = (edition: Pick<Edition, 'startsOn' | 'endsOn'>): StandSlice[] =>
  daysOf(edition).flatMap((day) => halves.map((half) => ({ day, half })));

/**
 * The wanted slices in the order of time; all of the edition when none are named.
 *
 * @throws BadUserInput for an empty list, a slice named twice or one outside the edition's days.
 */
export function chosenSlices(
  edition: Pick<Edition, 'startsOn' | 'endsOn'>,
  wanted?: StandSlice[] | null,
): StandSlice[] {
  const all = slicesOf(edition);
  if (!wanted) {
    return all;
  }
  const known = new Set(all.map(sliceKey));
  const keys = wanted.map(sliceKey);
  const problems = keys.flatMap((key, index): InputProblem[] => [
    ...(known.has(key) ? [] : [{ path: `slices.${index}.day`, rule: 'must be a day of the edition' }]),
    ...(keys.indexOf(key) < index ? [{ path: `slices.${index}`, rule: 'is named twice' }] : []),
  ]);
  if (wanted.length === 0) {
    problems.push({ path: 'slices', rule: 'must name a slice, or be left out for the whole edition' });
  }
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  return all.filter((slice) => keys.includes(sliceKey(slice)));
}
