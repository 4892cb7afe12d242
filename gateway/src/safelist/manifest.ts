import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The form in which the field publishes operations, so that manifests of Apollo's own tools are as good as ours. */
export const manifestFormat = { format: 'apollo-persisted-query-manifest', version: 1 } as const;

const manifest = z.object({
  format: z.literal(manifestFormat.format),
  version: z.literal(manifestFormat.version),
  operations: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string().min(1),
      type: z.enum(['query', 'mutation', 'subscription']),
      body: z.string().min(1),
    }),
  ),
});

/** An operation that a front end asks, under the id by which it may ask for it instead of sending the text. */
export type SafeOperation = z.infer<typeof manifest>['operations'][number];

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The operations of all manifests. @throws Error naming the file that is no manifest, or the id that has two texts. */
export async function readManifests(files: readonly string[]): Promise<SafeOperation[]> {
  const operations = new Map<string, SafeOperation>();
  for (const file of files) {
    for (const operation of await readManifest(file)) {
      const known = operations.get(operation.id);
      if (known && known.body !== operation.body) {
        throw new Error(`${file}: the id ${operation.id} stands for another text in another manifest.`);
      }
      operations.set(operation.id, operation);
    }
  }
  return [...operations.values()];
}

async function readManifest(file: string): Promise<SafeOperation[]> {
  try {
    return manifest.parse(JSON.parse(await readFile(file, 'utf8'))).operations;
  } catch (error) {
    throw new Error(
      `${file} is no manifest of operations: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`,
      { cause: error },
    );
  }
}
