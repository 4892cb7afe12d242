import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import {
  allocation,
  audience,
  awards,
  basket,
  changes,
  edition,
  exhibitor,
  hall,
  partnerships,
  performer,
  product,
  salesRules,
  session,
  stalls,
  statements,
  till,
  trainer,
  training,
  variant,
  venue,
  workshop,
} from './fair-schemas/index.js';

/** Each file of the demonstration fair and the shape that it has. */
const files = {
  edition,
  halls: z.array(hall),
  exhibitors: z.array(exhibitor),
  allocation,
  products: z.array(product),
  variants: z.array(variant),
  tills: z.array(till),
  stalls,
  baskets: z.array(basket),
  statements,
  venues: z.array(venue),
  performers: z.array(performer),
  trainers: z.array(trainer),
  workshops: z.array(workshop),
  training,
  sessions: z.array(session),
  changes,
  audience,
  awards,
  partnerships,
  sales: salesRules,
};

/** The demonstration fair, as its files say it; references between records are their `key`s (for stands, their `code`s). */
export type FairData = { [File in keyof typeof files]: z.infer<(typeof files)[File]> };

/** Something wrong in the data: in which file, at which record, and what. */
export interface FairDataProblem {
  file: string;
  record: string;
  problem: string;
}

export class FairDataError extends Error {
  constructor(readonly problems: FairDataProblem[]) {
    super(problems.map(({ file, record, problem }) => `${file} ${record}: ${problem}`).join('\n'));
    this.name = 'FairDataError';
  }
}

/** The folder of the data beside the sources: the compiled file stands two folders deeper than they do. */
export function fairFolder(): string {
  const beside = fileURLToPath(new URL('./fair/', import.meta.url));
  return existsSync(join(beside, 'edition.json'))
    ? beside
    : fileURLToPath(new URL('../../local/fair/', import.meta.url));
}

/** @throws FairDataError with every record that does not have the shape of its file. What holds between records is `fairDataProblems`. */
export function readFairData(folder = fairFolder()): FairData {
  const raw = Object.fromEntries(
    Object.keys(files).map((name) => [name, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as unknown]),
  );
  return parseFairData(raw);
}

/** The same for data that is already in memory, one entry a file. @throws FairDataError */
export function parseFairData(raw: Record<string, unknown>): FairData {
  const problems: FairDataProblem[] = [];
  const data = Object.fromEntries(
    Object.entries(files).map(([name, schema]) => {
      const result = schema.safeParse(raw[name]);
      if (result.success) return [name, result.data];
      problems.push(...result.error.issues.map((issue) => problemOf(name, raw[name], issue)));
      return [name, undefined];
    }),
  );
  if (problems.length > 0) throw new FairDataError(problems);
  return data as FairData;
}

function problemOf(name: string, content: unknown, issue: z.core.$ZodIssue): FairDataProblem {
  const [index, ...rest] = issue.path;
  const file = `${name}.json`;
  if (typeof index !== 'number' || !Array.isArray(content)) {
    return { file, record: issue.path.join('.') || 'whole file', problem: issue.message };
  }
  const record = content[index] as { key?: unknown; code?: unknown } | null;
  return {
    file,
    record: String(record?.key ?? record?.code ?? index),
    problem: [rest.join('.'), issue.message].filter(Boolean).join(': '),
  };
}
