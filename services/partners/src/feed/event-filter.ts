import { Field, ID, InputType } from 'type-graphql';
import { eventCatalogue, exhibitorKinds, regions } from '@maarad/shared/contracts';
import { BadUserInput, type InputProblem } from '@maarad/shared/errors';
import { ExhibitorKind, Region } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';

@InputType({ description: 'Every given field narrows the feed; an empty list lets nothing through.' })
export class EventFilter {
  @Field(() => [String], { nullable: true, description: 'Types as `eventTypes` lists them.' })
  types?: string[];

  @Field(() => [Region], { nullable: true, description: 'Events about exhibitors of these regions.' })
  regions?: Region[];

  @Field(() => [ExhibitorKind], { nullable: true, description: 'Events about exhibitors of these kinds.' })
  kinds?: ExhibitorKind[];

  @Field(() => ID, { nullable: true, description: 'Events that tell of this exhibitor.' })
  exhibitorId?: string;

  @Field(() => ID, { nullable: true })
  editionId?: string;

  @Field(() => ID, { nullable: true, description: 'Everything that happened to one thing.' })
  subject?: string;
}

const knownTypes = new Set(eventCatalogue.map(({ type }) => type));
const knownKinds = new Set<string>(exhibitorKinds);
const knownRegions = new Set<string>(regions);

/** @throws BadUserInput naming each type, region and kind that the fair does not know, and each id that is none. */
export function requireKnown(filter: EventFilter, pathOf: (field: keyof EventFilter) => string): EventFilter {
  const unknown = (field: 'types' | 'regions' | 'kinds', known: Set<string>, what: string): InputProblem[] =>
    (filter[field] ?? [])
      .filter((value) => !known.has(value))
      .map((value) => ({ path: pathOf(field), rule: `must be ${what}, which "${value.slice(0, 200)}" is not` }));
  const malformed = (['exhibitorId', 'editionId', 'subject'] as const)
    .filter((field) => filter[field] && !isId(filter[field]))
    .map((field) => ({ path: pathOf(field), rule: 'must be an id' }));
  const problems = [
    ...unknown('types', knownTypes, 'an event type of the fair'),
    ...unknown('regions', knownRegions, 'a region of Morocco'),
    ...unknown('kinds', knownKinds, 'a kind of exhibitor'),
    ...malformed,
  ];
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  return filter;
}
