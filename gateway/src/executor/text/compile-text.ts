import type { Operation, Schema } from '@apollo/federation-internals';
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, parse, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { planPath, type PlanPath } from '../entities-at.js';
import type { SupergraphTypes } from '../supergraph-types.js';
import { objectWriter } from './answer-writer.js';
import type { Decided } from './decided.js';
import { entitiesOnTape } from './entities-on-tape.js';
import { notText } from './errors.js';
import { bytesOf } from './json-bytes.js';
import { entityNames } from './named-entities.js';
import { fragmentsOf, Place } from './places.js';
import { representation } from './representation-text.js';
import { RememberedAnswers } from './remembered-answers.js';
import { beginText, type AskedOnce, type TextRun } from './run-text.js';
import { reuse } from './tapes.js';
import { entityFetch, rootFetch, type TextStep } from './text-fetch.js';
import { TextWriter } from './text-writer.js';
import { WrittenData } from './written-data.js';

/** Answers an operation by what the services have written. @throws NotPlain, or what a service that gives no answer leads to */
export type AnswerByText = (asked: AskedOnce) => Promise<WrittenData>;

const before = bytesOf('{"data":');
const after = bytesOf('}\n');
const writer = new TextWriter();
const answers = new RememberedAnswers();
/** Gives each plan a name of its own. */
let plans = 0;

/** @throws NotText where the operation or its plan has something that only objects can answer. */
export function compileText(
  types: SupergraphTypes,
  { node }: QueryPlan,
  operation: Operation,
  decided: Decided,
): AnswerByText {
  if (!node || node.kind === 'Subscription' || operation.rootKind !== 'query') {
    return notText('nothing that services are asked, or a change');
  }
  const schema = types.api;
  const plan = new TextPlan(schema, decided);
  const { step } = plan.compile(node, new Set());
  const write = objectWriter({ schema, decided }, plan.root, [operation.selectionSet]);
  plan.prepare();
  const name = `${(plans += 1)} `;
  const writeAll = (run: TextRun): Buffer => {
    writer.begin();
    writer.put(before);
    write(run, writer, 0);
    writer.put(after);
    run.tapes.forEach(reuse);
    return writer.end();
  };
  return async (asked) => {
    const question = name + JSON.stringify(asked.variables);
    const run = beginText(asked, answers.of(question));
    try {
      await step(run);
      const written = run.remembered?.written ?? writeAll(run);
      if (!run.remembered) {
        answers.changed(question, { bodies: run.bodies, texts: run.texts, written });
      }
      run.read.forEach((tell) => tell());
      return new WrittenData(written);
    } catch (error) {
      run.over = true;
      throw error;
    }
  };
}

/** A part of a plan, and the numbers of its fetches. */
interface Compiled {
  step: TextStep;
  fetches: ReadonlySet<number>;
}

type Required = NonNullable<FetchNode['requires']>;

interface NamedPlace {
  place: Place;
  names: ReturnType<typeof entityNames>;
}

type Numbers = ReadonlySet<number>;

const union = (...sets: Numbers[]): Numbers => new Set(sets.flatMap((set) => [...set]));

class TextPlan {
  readonly root: Place;
  private readonly preparing: (() => void)[] = [];
  /** By path, what is required of them, and which fetches have told of them by then. */
  private readonly named = new Map<string, NamedPlace>();

  constructor(
    schema: Schema,
    private readonly decided: Decided,
  ) {
    this.root = new Place(schema, decided, schema.schemaDefinition.rootType('query'), true);
  }

  /** To be called once it is known what is shown, and so what readers have to check. */
  prepare(): void {
    this.preparing.forEach((prepare) => prepare());
  }

  /** @param there the fetches that have been answered by then */
  compile(node: PlanNode, there: Numbers, path: PlanPath = []): Compiled {
    switch (node.kind) {
      case 'Fetch':
        return this.fetch(node, path, there);
      case 'Flatten':
        return this.compile(node.node, there, [...path, ...planPath(node.path)]);
      case 'Sequence': {
        const steps: TextStep[] = [];
        let made: Numbers = new Set();
        for (const each of node.nodes) {
          const { step, fetches } = this.compile(each, union(there, made), path);
          steps.push(step);
          made = union(made, fetches);
        }
        return { step: sequence(steps), fetches: made };
      }
      case 'Parallel': {
        const parts = node.nodes.map((each) => this.compile(each, there, path));
        return {
          step: parallel(parts.map(({ step }) => step)),
          fetches: union(...parts.map(({ fetches }) => fetches)),
        };
      }
      case 'Condition': {
        const decided = this.decided.get(node.condition) ?? notText('a condition of its own');
        const clause = decided ? node.ifClause : node.elseClause;
        return clause ? this.compile(clause, there, path) : { step: async () => {}, fetches: new Set() };
      }
      default:
        return notText('a plan of another kind');
    }
  }

  private fetch(node: FetchNode, path: PlanPath, there: Numbers): Compiled {
    const { requires, inputRewrites, outputRewrites, contextRewrites } = node;
    if (inputRewrites?.length || outputRewrites?.length || contextRewrites?.length) {
      return notText('rewrites');
    }
    const fetch = this.preparing.length;
    const { step, prepare } = requires
      ? this.entityFetch(node, requires, { fetch, path, there })
      : this.rootFetch(node, path, fetch);
    this.preparing.push(prepare);
    return { step, fetches: new Set([fetch]) };
  }

  private rootFetch(node: FetchNode, path: PlanPath, fetch: number) {
    if (path.length > 0) {
      return notText('a root inside of the answer');
    }
    const part = this.root.add(fetch);
    const { set, fragments } = asked(node);
    this.root.select(part, set, fragments);
    return rootFetch(node, part);
  }

  private entityFetch(
    node: FetchNode,
    requires: Required,
    { fetch, path, there }: { fetch: number; path: PlanPath; there: Numbers },
  ) {
    const { place, names } = this.entities(path, requires, there);
    const [first] = place.parts;
    const { set, fragments } = asked(node);
    const [entities, ...others] = set.selections;
    if (!first || entities?.kind !== Kind.FIELD || !entities.selectionSet || others.length > 0) {
      return notText('entities beside something else');
    }
    const part = place.add(fetch);
    place.select(part, entities.selectionSet, fragments);
    return entityFetch(node, part, { path, first, names });
  }

  private entities(path: PlanPath, requires: Required, there: Numbers): NamedPlace {
    const key = JSON.stringify([path, requires, [...there]]);
    let entities = this.named.get(key);
    if (!entities) {
      const { place, find } = entitiesOnTape(this.root, path, there);
      const represent = representation(place, requires, there);
      entities = { place, names: entityNames(this.named.size, find, represent) };
      this.named.set(key, entities);
    }
    return entities;
  }
}

function asked({ operation, operationDocumentNode }: FetchNode) {
  const document = operationDocumentNode ?? parse(operation);
  const definition = document.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  const set: SelectionSetNode = definition?.selectionSet ?? notText('no operation');
  return { set, fragments: fragmentsOf(document) };
}

function sequence(steps: TextStep[]): TextStep {
  return async (run) => {
    for (const step of steps) {
      await step(run);
    }
  };
}

function parallel(steps: TextStep[]): TextStep {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}
