import { Supergraph } from '@apollo/federation-internals';
import { ApolloGateway } from '@apollo/gateway';
import { createLogger } from '@maarad/shared/telemetry';
import { specifiedRules, parse, validate, type GraphQLSchema } from 'graphql';
import { CompiledGateway } from '../src/executor/compiled-gateway.js';
import type { OperationAnswer, OperationRequest } from '../src/executor/run.js';
import { WrittenData } from '../src/executor/text/written-data.js';
import { Choices } from './executor-choices.js';
import { generateOperation } from './executor-operations.js';
import { MadeUpService, type Mischief } from './executor-services.js';
import { Turns } from './executor-turns.js';

type Executor = (request: OperationRequest) => Promise<OperationAnswer>;

export interface Comparison {
  query: string;
  variables: Record<string, unknown>;
  stock: unknown;
  compiled: unknown;
  /** Why the operation was left to the stock executor. */
  causes: string[];
  /** Whether the compiled one answered without making objects. */
  fromText: boolean;
  /** Requests that the services got from each. */
  requests: { stock: number; compiled: number };
}

/** The stock executor and the compiled one over the same made-up services. */
export class Contest {
  private mischief: Mischief = { seed: 0, values: 0, answers: 0 };
  private causes: string[] = [];
  private compared = 0;
  /** The graph as callers see it. */
  schema!: GraphQLSchema;
  private stock!: Executor;
  private compiled!: Executor;
  private readonly services: Record<'stock' | 'compiled', MadeUpService[]> = { stock: [], compiled: [] };

  static async over(supergraphSdl: string): Promise<Contest> {
    const contest = new Contest();
    await contest.open(supergraphSdl);
    return contest;
  }

  /**
   * Undefined where the decisions lead to an operation that the language does not allow. In turn, the compiled one has never been asked
   * the same before, remembers what it is told now, and remembers the same services before something went wrong with them.
   */
  async compare(numbers: readonly number[], mischief: Mischief): Promise<Comparison | undefined> {
    const { query, variables } = generateOperation(this.schema, new Choices(numbers));
    const valid = validate(this.schema, parse(query), specifiedRules).length === 0;
    const remembered = [undefined, mischief, { ...mischief, values: 0, answers: 0 }][this.compared++ % 3];
    return valid ? this.compareOperation(query, variables, mischief, remembered) : undefined;
  }

  async compareOperation(
    query: string,
    variables: Comparison['variables'],
    mischief: Mischief,
    remembered?: Mischief,
  ): Promise<Comparison> {
    const document = parse(query);
    const request = () =>
      ({
        request: { query, variables },
        document,
        queryHash: query,
        schema: this.schema,
        context: {},
        metrics: {},
        logger: silent,
      }) as unknown as OperationRequest;
    if (remembered) {
      this.mischief = remembered;
      await outcomeOf(this.compiled(request()));
      await outcomeOf(this.compiled(request()));
    }
    this.mischief = mischief;
    this.causes = [];
    const asked = (side: 'stock' | 'compiled') => this.services[side].reduce((sum, { asked }) => sum + asked, 0);
    const before = { stock: asked('stock'), compiled: asked('compiled') };
    const { outcome: stock } = await outcomeOf(this.stock(request()));
    const { outcome: compiled, fromText } = await outcomeOf(this.compiled(request()));
    const requests = { stock: asked('stock') - before.stock, compiled: asked('compiled') - before.compiled };
    return { query, variables, stock, compiled, causes: this.causes, fromText, requests };
  }

  private async open(supergraphSdl: string): Promise<void> {
    const subgraphs = Supergraph.build(supergraphSdl).subgraphs();
    const builder = (side: 'stock' | 'compiled') => {
      const turns = new Turns();
      return ({ name }: { name: string }) => {
        const schema = subgraphs.get(name)!.schema.toGraphQLJSSchema();
        const service = new MadeUpService(name, schema, () => this.mischief, turns);
        this.services[side].push(service);
        return service;
      };
    };
    const stock = new ApolloGateway({ supergraphSdl, buildService: builder('stock'), logger: silent });
    stock.onSchemaLoadOrUpdate(({ apiSchema }) => {
      this.schema = apiSchema;
    });
    this.stock = (await stock.load()).executor;
    const compiled = new CompiledGateway(
      { supergraphSdl, buildService: builder('compiled'), logger: silent },
      (cause) => this.causes.push(cause),
      () => true,
    );
    this.compiled = (await compiled.load({ apollo: {} as never })).executor as Executor;
  }
}

const silent = createLogger('executors', 'silent');

/** What a caller can tell answers apart by: data, where errors are and which, broken promises. */
async function outcomeOf(answering: Promise<OperationAnswer>): Promise<{ outcome: unknown; fromText: boolean }> {
  try {
    const { data, errors, extensions } = await answering;
    if (data instanceof WrittenData) {
      return { outcome: JSON.parse(String(data.text)), fromText: true };
    }
    const told = errors
      ?.map((error) =>
        JSON.stringify([error.path ?? null, error.extensions?.code ?? null, error.extensions?.serviceName ?? null]),
      )
      .sort();
    return { outcome: JSON.parse(JSON.stringify({ data, errors: told, extensions })), fromText: false };
  } catch {
    return { outcome: 'thrown', fromText: false };
  }
}
