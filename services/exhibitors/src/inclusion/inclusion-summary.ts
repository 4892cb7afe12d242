import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { ExhibitorKind, Region } from '@maarad/shared/graphql';

const hidden =
  'Null: not shown, because it, or what could be subtracted from it, would be a figure about fewer than five people.';

/** What is told of a group of exhibitors and of the people in them. */
@ObjectType()
export abstract class GroupFigures {
  @Field(() => Int)
  exhibitors!: number;

  @Field(() => Int, {
    nullable: true,
    description: `Exhibitors of whose members more than half are women. Null where the women are not shown.`,
  })
  womenLed!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Exhibitors of whose members more than half are young people. Null where the youth are not shown.`,
  })
  youthLed!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Of all exhibitors, 0 to 1. Null where `womenLed` is, and where there is none.',
  })
  womenLedShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Of all exhibitors, 0 to 1. Null where `youthLed` is, and where there is none.',
  })
  youthLedShare!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `People in the exhibitors, as far as they said how many. ${hidden}`,
  })
  members!: number | null;

  @Field(() => Int, { nullable: true, description: `Women among the members. ${hidden}` })
  women!: number | null;

  @Field(() => Int, { nullable: true, description: `Members under 35. ${hidden}` })
  youth!: number | null;
}

@ObjectType({ description: 'The exhibitors from a region of Morocco, or those from abroad, and the people in them.' })
export class RegionShare extends GroupFigures {
  @Field(() => Region, { nullable: true, description: 'Null for exhibitors from abroad.' })
  region!: Region | null;
}

@ObjectType({ description: 'The exhibitors of a kind, and the people in them.' })
export class KindShare extends GroupFigures {
  @Field(() => ExhibitorKind)
  kind!: ExhibitorKind;
}

@ObjectType({ description: 'The exhibitors from a country abroad, and the people in them.' })
export class CountryShare extends GroupFigures {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2.' })
  country!: string;
}

@ObjectType({ description: 'How many exhibitors of a kind.' })
export class KindCount {
  @Field(() => ExhibitorKind)
  kind!: ExhibitorKind;

  @Field(() => Int)
  exhibitors!: number;
}

@ObjectType({
  description:
    'Who takes part in an edition (approved, confirmed or checked in), and how many people that is. No figure about fewer than five people is shown, and none can be worked out from those that are: the next smallest groups are hidden with them. A group without an exhibitor is left out; the one with the most exhibitors comes first.',
})
export class InclusionSummary extends GroupFigures {
  @Field(() => [RegionShare])
  byRegion!: RegionShare[];

  @Field(() => [KindShare])
  byKind!: KindShare[];

  @Field(() => [CountryShare], { description: 'Of those from abroad.' })
  byCountry!: CountryShare[];

  /** The territories of the edition: the regions, with what is shown of them and the kinds that come from them. */
  territories!: Territory[];
}

@ObjectType({
  description:
    'A region of Morocco as those who come from it take part in an edition of the fair. Its figures about people keep the same rule as `InclusionSummary`.',
})
@Directive('@key(fields: "editionId region")')
export class Territory extends GroupFigures {
  @Field(() => ID)
  editionId!: string;

  @Field(() => Region)
  region!: Region;

  @Field(() => [KindCount], { description: 'The kinds that come from there, the most frequent first.' })
  kinds!: KindCount[];
}
