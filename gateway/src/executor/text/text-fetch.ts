import type { FetchNode } from '@apollo/query-planner';
import { isUtf8 } from 'node:buffer';
import type { PlanPath } from '../entities-at.js';
import { fetchRequest } from '../fetch-request.js';
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

/** Asks a service, and reads its answer on to the tape of the fetch. */
function asker(node: FetchNode, path: PlanPath, fetch: number) {
  const { variablesOf, bodyOf, sourceOf, optionsOf } = fetchRequest(node, path);
  return async (run: TextRun, representations: string | undefined, readData: Lay): Promise<number> => {
    const source = sourceOf(run);
    if (run.over || !isTextSource(source)) {
      return giveUp();
    }
    const variables = variablesOf(run);
    const body = bodyOf(variables, representations);
    const asked = source.ask(optionsOf(run, variables, body));
    run.told.push({ service: node.serviceName, body, answer: asked });
    let answer: AnswerText;
    try {
      answer = await asked;
    } catch {
      // Whoever begins again with objects is told what went wrong.
      return giveUp();
    }
    if (answer.status !== 200 || !isUtf8(answer.body)) {
      giveUp();
    }
    scanner.open(answer.body);
    const at = readAnswer(readData);
    run.texts[fetch] = answer.body;
    run.tapes[fetch] = scanner.close();
    run.read.push(() => source.wasRead(answer));
    return at;
  };
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
  const ask = asker(node, [], part.fetch);
  let read: Lay;
  return {
    async step(run) {
      await ask(run, undefined, read);
    },
    prepare() {
      read = recordReader(part);
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
  const ask = asker(node, path, part.fetch);
  let read: Lay;
  return {
    async step(run) {
      const { records, indexes, count, representations } = names(run);
      if (count === 0) {
        return;
      }
      const at = await ask(run, representations, read);
      const told = run.tapes[part.fetch] as Int32Array;
      if (told[at] !== count) {
        giveUp();
      }
      const tape = run.tapes[first.fetch] as Int32Array;
      for (let target = 0; target < records.length; target += 1) {
        tape[(records[target] as number) + link] = told[at + 1 + (indexes[target] as number)] as number;
      }
    },
    prepare() {
      read = onlyMember(entitiesKey, list(orNull(recordReader(part))));
    },
  };
}
