import { z } from 'zod';
import { BadUserInput } from '@maarad/shared/errors';

const version = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be the number of a release')
  .transform(Number);

const parameters = z
  .object({ edition: z.uuid('must be an id'), version: version.optional(), since: version.optional() })
  .strict();

/** Which programme is asked for: of the last release unless a version is named; what changed since a version, if one is named. */
export type SnapshotRequest = z.infer<typeof parameters>;

/** @throws BadUserInput naming every parameter that is missing, unknown or unusable. */
export function snapshotRequest(url: URL): SnapshotRequest {
  const { success, data, error } = parameters.safeParse(Object.fromEntries(url.searchParams));
  if (!success) {
    throw new BadUserInput(
      error.issues.map(({ path, message }) => ({ path: path.join('.') || 'parameters', rule: message })),
    );
  }
  if (data.version && data.since && data.since > data.version) {
    throw new BadUserInput([{ path: 'since', rule: 'must not be after version' }]);
  }
  return data;
}
