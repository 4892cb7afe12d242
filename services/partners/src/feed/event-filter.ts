import { Field, ID, InputType } from 'type-graphql';
import { eventCatalogue, regions } from '@maarad/shared/contracts';
import { BadUserInput, type InputProblem } from '@maarad/shared/errors';
import { Region } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';

@InputType({ description: 'Every given field narrows the feed; an empty list lets nothing through.' })
export class EventFilter {
  @Field(() => [String], { nullable: true, description: 'Types as `eventTypes` lists them.' })
  types?: string[];

  @Field(() => [Region], { nullable: true, description: 'Events about exhibitors of these regions.' })
  regions?: Region[];

  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => ID, { nullable: true, description: 'Everything that happened to one thing.' })
  subject?: string;
}

const knownTypes = new Set(eventCatalogue.map(({ type }) => type));
const knownRegions = new Set<string>(regions);

/** @throws BadUserInput naming each type and region that the fair does not know, and each id that is none. */
export function requireKnown(filter: EventFilter, pathOf: (field: keyof EventFilter) => string): EventFilter {
  const unknown = (field: 'types' | 'regions', known: Set<string>, what: string): InputProblem[] =>
    (filter[field] ?? [])
      .filter((value) => !known.has(value))
      .map((value) => ({ path: pathOf(field), rule: `must be ${what}, which "${value.slice(0, 200)}" is not` }));
  const malformed = (['editionId', 'subject'] as const)
    .filter((field) => filter[field] && !isId(filter[field]))
    .map((field) => ({ path: pathOf(field), rule: 'must be an id' }));
  const problems = [
    ...unknown('types', knownTypes, 'an event type of the fair'),
    ...unknown('regions', knownRegions, 'a region of Morocco'),
    ...malformed,
  ];
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  return filter;
}
