import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime, Region } from '@maarad/shared/graphql';
import { PartnershipKind } from '../partnership-kind.js';

/** More lines than that make no picture, and the answer stays below a megabyte. */
const mostEdges = 1000;
const usualEdges = 500;

@ArgsType()
export class NetworkArgs {
  @Field(() => [PartnershipKind], { nullable: true, description: 'All when left out.' })
  kinds?: PartnershipKind[] | null;

  @Field(() => Region, { nullable: true, description: 'Only partnerships of which a side comes from this region.' })
  region?: Region | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only partnerships of which a side comes from this country, ISO 3166-1 alpha-2.',
  })
  country?: string | null;

  @Field(() => Int, {
    defaultValue: usualEdges,
    description: `How many edges to give, the latest agreed first, at most ${mostEdges}; \`truncated\` says when there are more.`,
  })
  @Min(1)
  @Max(mostEdges, { message: `must not be greater than ${mostEdges}` })
  first: number = usualEdges;
}

@ObjectType({ description: 'An exhibitor, or an organisation outside the fair, with its partnerships.' })
export class PartnershipNode {
  @Field(() => ID, { description: "The exhibitor's, or the outside partner's." })
  id!: string;

  /** Whether it is an exhibitor's. */
  exhibits!: boolean;

  @Field(() => Int, { description: 'How many partnerships it has in the network, with those that are not given.' })
  degree!: number;
}

@ObjectType({ description: 'A partnership as a line between two nodes.' })
export class PartnershipNetworkEdge {
  @Field(() => ID, { description: "The partnership's." })
  id!: string;

  @Field(() => ID, { description: 'The node of who proposed it.' })
  from!: string;

  @Field(() => ID, { description: 'The node of the other side.' })
  to!: string;

  @Field(() => PartnershipKind)
  kind!: PartnershipKind;

  @Field(() => DateTime)
  agreedAt!: Date;
}

@ObjectType({
  description:
    'How many partnerships there are between two regions, or within one: each pair once, whoever proposed. Null stands for abroad, and for outside partners.',
})
export class RegionPartnerships {
  @Field(() => Region, { nullable: true })
  from!: Region | null;

  @Field(() => Region, { nullable: true })
  to!: Region | null;

  @Field(() => Int)
  partnerships!: number;
}

@ObjectType({
  description:
    'How many partnerships there are between two countries, or within one: each pair once, whoever proposed.',
})
export class CountryPartnerships {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2.' })
  from!: string;

  @Field(() => String, { description: 'ISO 3166-1 alpha-2.' })
  to!: string;

  @Field(() => Int)
  partnerships!: number;
}

@ObjectType({
  description:
    'The partnerships of an edition that are agreed and have not ended, as nodes and edges. Where there are more edges than asked for, the latest agreed are given with their nodes; figures and degrees count all.',
})
export class PartnershipNetwork {
  /** What the figures by region and country are counted over. */
  editionId!: string;
  selection!: NetworkSelection;

  @Field(() => [PartnershipNode], { description: 'The ends of the edges, those with the most partnerships first.' })
  nodes!: PartnershipNode[];

  @Field(() => [PartnershipNetworkEdge], { description: 'The latest agreed first.' })
  edges!: PartnershipNetworkEdge[];

  @Field(() => Int, { description: 'How many partnerships the network has, with those that are not given.' })
  partnerships!: number;

  @Field(() => Boolean, { description: 'There are more edges than were asked for.' })
  truncated!: boolean;
}

export type NetworkSelection = Pick<NetworkArgs, 'kinds' | 'region' | 'country'>;
