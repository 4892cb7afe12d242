import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { LRUCache } from 'lru-cache';
import type { Gateway } from '../gateway-executor.js';
import { compileOperation, type CompiledOperation } from './compile-operation.js';
import { NotCompiled } from './not-compiled.js';
import { isPlanned, Planner } from './plan-of.js';
import type { Data } from './data.js';
import type { OperationAnswer, OperationRequest, Told } from './run.js';
import { NotPlain } from './text/errors.js';
import type { WrittenData } from './text/written-data.js';
import { supergraphTypes, type SupergraphTypes } from './supergraph-types.js';

/** Why an operation went to the stock executor: it has something unknown, or its compiled form met something unforeseen. */
export type UncompiledCause = NotCompiled['reason'] | 'fault';

export type NoteUncompiled = (cause: UncompiledCause, error: unknown, request: OperationRequest) => void;

type StockOptions = NonNullable<ConstructorParameters<typeof ApolloGateway>[0]>;

export type GatewayOptions = Pick<StockOptions, 'logger' | 'queryPlannerConfig'> & {
  supergraphSdl: string;
  buildService(definition: { name: string; url?: string }): GraphQLDataSource;
};

interface Compilation {
  operation?: CompiledOperation;
  uncompiled?: { cause: UncompiledCause; error: unknown };
}

/** The stock gateway refused to plan it for this request; it may plan it for another. */
const refused: Compilation = {};

/** Kept compiled operations: a front end has some dozens, the safelist some hundreds. */
const mostOperations = 1_000;

/**
 * A gateway for Apollo Server: @apollo/gateway loads the graph, validates and plans; plans are compiled once and run here. What is not
 * compiled is run by the stock executor, whose answer counts.
 */
export class CompiledGateway implements Gateway {
  readonly stock: ApolloGateway;
  private readonly planner = new Planner();
  private readonly sources = new Map<string, GraphQLDataSource>();
  private readonly compilations = new LRUCache<string, Promise<Compilation>>({ max: mostOperations });
  private types?: SupergraphTypes;

  constructor(
    options: GatewayOptions,
    private readonly uncompiled: NoteUncompiled,
    /** Whether `WrittenData` will do for who asks. */
    private readonly takesText: (request: OperationRequest) => boolean = () => false,
  ) {
    this.stock = new ApolloGateway({
      ...options,
      buildService: (definition) => {
        const source = options.buildService(definition);
        this.sources.set(definition.name, source);
        return source;
      },
      experimental_didResolveQueryPlan: this.planner.planSeen,
    });
    this.stock.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => {
      this.types = supergraphTypes(coreSupergraphSdl);
      this.compilations.clear();
    });
  }

  onSchemaLoadOrUpdate: ApolloGateway['onSchemaLoadOrUpdate'] = (callback) => this.stock.onSchemaLoadOrUpdate(callback);

  async load(options: Parameters<Gateway['load']>[0]): ReturnType<Gateway['load']> {
    await this.stock.load(options);
    await this.planner.check(this.stock);
    return { executor: (request) => this.answer(request) };
  }

  stop(): Promise<void> {
    return this.stock.stop();
  }

  private async answer(request: OperationRequest): Promise<OperationAnswer> {
    const { operation, uncompiled } = await this.compiledFor(request);
    if (!operation?.takes(request.request.variables ?? {})) {
      if (uncompiled) {
        this.uncompiled(uncompiled.cause, uncompiled.error, request);
      }
      return this.stock.executor(request);
    }
    const told: Told = [];
    const written = this.takesText(request) ? await this.write(operation, request, told) : undefined;
    if (written) {
      return { data: written as object as Data };
    }
    try {
      return await operation.run(request, this.sources, told);
    } catch (error) {
      // What changes something is never done twice.
      if (operation.definition.operation !== 'query') {
        throw error;
      }
      this.uncompiled('fault', error, request);
      return this.stock.executor(request);
    }
  }

  /** Undefined where it takes objects: those who tell them are not asked again what they have told already. */
  private async write(
    operation: CompiledOperation,
    request: OperationRequest,
    told: Told,
  ): Promise<WrittenData | undefined> {
    try {
      return await operation.write(request, this.sources, told);
    } catch (error) {
      if (!(error instanceof NotPlain)) {
        this.uncompiled('fault', error, request);
      }
      return undefined;
    }
  }

  private compiledFor(request: OperationRequest): Promise<Compilation> {
    const key = `${request.queryHash} ${request.request.operationName ?? ''}`;
    const known = this.compilations.get(key);
    if (known) {
      return known;
    }
    const forget = () => {
      if (this.compilations.peek(key) === compiling) {
        this.compilations.delete(key);
      }
    };
    const compiling = this.compile(request).then(
      (compilation) => {
        if (compilation === refused) {
          forget();
        }
        return compilation;
      },
      (error: unknown) => {
        forget();
        throw error;
      },
    );
    this.compilations.set(key, compiling);
    return compiling;
  }

  private async compile(request: OperationRequest): Promise<Compilation> {
    const { types } = this;
    const planned = await this.planner.plan(this.stock, request);
    if (!types || types !== this.types || !isPlanned(planned)) {
      return refused;
    }
    try {
      return { operation: compileOperation(types, planned) };
    } catch (error) {
      return { uncompiled: { cause: error instanceof NotCompiled ? error.reason : 'fault', error } };
    }
  }
}
