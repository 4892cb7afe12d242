import type { FetchNode } from '@apollo/query-planner';
import { isUtf8 } from 'node:buffer';
import type { Data } from '../data.js';
import type { PlanPath } from '../entities-at.js';
import { fetchRequest, type FetchRequest } from '../fetch-request.js';
import { isTextSource, type AnswerText } from '../run.js';
import { giveUp, notText } from './errors.js';
import { bytesOf } from './json-bytes.js';
import type { NamedEntities } from './named-entities.js';
import type { Part } from './places.js';
import { list, onlyMember, orNull, recordReader, type Lay } from './record-reader.js';
import type { TextRun } from './run-text.js';
import { Scanner } from './scanner.js';

/** A part of a plan. @throws NotPlain, or what a service that gives no answer leads to */
export type TextStep = (run: TextRun) => Promise<void>;

/** One for all: an answer is read in one go. */
const scanner = new Scanner();

interface Answered {
  /** What the service is asked; undefined where there is nothing to ask. @param variables those that the fetch takes */
  body(run: TextRun, variables: Data): string | undefined;
  /** Reads what it has answered, on to the tape of the fetch. */
  read(run: TextRun): void;
}

/** Asks a service, and has its answer read, unless everybody has said so far what they said the last time. */
function asking(
  node: FetchNode,
  fetch: number,
  { variablesOf, sourceOf, optionsOf }: FetchRequest,
  { body: bodyOf, read }: Answered,
): TextStep {
  return async (run) => {
    const source = sourceOf(run);
    if (run.over || !isTextSource(source)) {
      return giveUp();
    }
    const variables = variablesOf(run);
    const body = run.remembered ? run.remembered.bodies[fetch] : bodyOf(run, variables);
    run.bodies[fetch] = body;
    if (body === undefined) {
      return;
    }
    const asked = source.ask(optionsOf(run, variables, body));
    run.told.push({ service: node.serviceName, body, answer: asked });
    let answer: AnswerText;
    try {
      answer = await asked;
    } catch {
      // Whoever begins again with objects is told what went wrong.
      return giveUp();
    }
    if (answer.status !== 200) {
      giveUp();
    }
    run.texts[fetch] = answer.body;
    run.read.push(() => source.wasRead(answer));
    if (run.remembered?.texts[fetch]?.equals(answer.body)) {
      run.unread.push(read);
    } else {
      run.remembered = undefined;
      run.unread.splice(0).forEach((readNow) => readNow(run));
      read(run);
    }
  };
}

/** Lays out an answer. @returns where what was read of it begins */
function readText(run: TextRun, fetch: number, readData: Lay): number {
  const text = run.texts[fetch] as Buffer;
  if (!isUtf8(text)) {
    giveUp();
  }
  scanner.open(text);
  const at = readAnswer(readData);
  run.tapes[fetch] = scanner.close();
  return at;
}

const dataKey = bytesOf('"data"');
const entitiesKey = bytesOf('"_entities"');
const errorsKey = bytesOf('"errors"');

/** An answer that has data and no errors. */
function readAnswer(readData: Lay): number {
  const data = onlyMember(dataKey, readData, errorsKey)(scanner);
  return scanner.peek() === undefined ? data : giveUp();
}

interface Fetching {
  step: TextStep;
  /** To be called before the first step, when it is known what the answer shows. */
  prepare(): void;
}

/** Where a plan's first fetches are laid out: each tells of the root. */
export function rootFetch(node: FetchNode, part: Part): Fetching {
  const request = fetchRequest(node, []);
  let readData: Lay;
  return {
    step: asking(node, part.fetch, request, {
      body: (_run, variables) => request.bodyOf(variables, undefined),
      read: (run) => void readText(run, part.fetch, readData),
    }),
    prepare() {
      readData = recordReader(part);
    },
  };
}

interface Entities {
  path: PlanPath;
  /** Where the objects lie whose service is asked for more. */
  first: Part;
  names(run: TextRun): NamedEntities;
}

/** Asks once for each of the entities that look equal, and links their records to what is told of them. */
export function entityFetch(node: FetchNode, part: Part, { path, first, names }: Entities): Fetching {
  const link = part.link ?? notText('entities at the root');
  const request = fetchRequest(node, path);
  let readData: Lay;
  return {
    step: asking(node, part.fetch, request, {
      body(run, variables) {
        const { count, representations } = names(run);
        return count === 0 ? undefined : request.bodyOf(variables, representations);
      },
      read(run) {
        const { records, indexes, count } = names(run);
        const at = readText(run, part.fetch, readData);
        const told = run.tapes[part.fetch] as Int32Array;
        if (told[at] !== count) {
          giveUp();
        }
        const tape = run.tapes[first.fetch] as Int32Array;
        for (let target = 0; target < records.length; target += 1) {
          tape[(records[target] as number) + link] = told[at + 1 + (indexes[target] as number)] as number;
        }
      },
    }),
    prepare() {
      readData = onlyMember(entitiesKey, list(orNull(recordReader(part))));
    },
  };
}
