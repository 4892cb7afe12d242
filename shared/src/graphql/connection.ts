import { Max, Min } from 'class-validator';
import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';

/** No page is larger: what a front end shows at once fits, and what a program reads, it reads in pages. */
export const largestPage = 100;
const usualPage = 20;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: usualPage, description: `How many to read, at most ${largestPage}.` })
  @Min(1)
  @Max(largestPage, { message: `must not be greater than ${largestPage}` })
  first: number = usualPage;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor after which to read on: `endCursor` of the page before.',
  })
  after?: string;
}

@ObjectType({ description: 'Where a page stands in its list.' })
@Directive('@shareable')
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;
}

/** A page of a list, as `page` and `pagesByParent` read it. */
export interface Page<Node> {
  edges: { node: Node; cursor: string }[];
  nodes: Node[];
  pageInfo: PageInfo;
  /** A getter where it costs a statement: counted only when it is asked for. */
  readonly totalCount: number | Promise<number>;
}

/**
 * The connection type of a node, after the Relay specification (https://relay.dev/graphql/connections.htm). Use:
 * `@ObjectType() export class StandConnection extends connectionOf('Stand', () => Stand) {}`
 */
export function connectionOf<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
): ClassType<Page<Node>> & { Edge: ClassType<Page<Node>['edges'][number]> } {
  @ObjectType(`${name}Edge`, { description: `A ${name} in a page, with its cursor.` })
  class Edge {
    @Field(node)
    node!: Node;

    @Field(() => String)
    cursor!: string;
  }

  @ObjectType({ description: `A page of a list of ${name}.` })
  abstract class Connection implements Page<Node> {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => [node()])
    nodes!: Node[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many there are in the whole list.' })
    readonly totalCount!: number | Promise<number>;
  }
  return Object.assign(Connection as unknown as ClassType<Page<Node>>, { Edge });
}
