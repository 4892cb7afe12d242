import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import { signContent } from '@maarad/shared/auth';
import { NotFound } from '@maarad/shared/errors';
import { readingRoute, type ReadingSurroundings } from '@maarad/shared/graphql';
import type { Route } from '@maarad/shared/runtime';
import { KeptSnapshot } from './kept-snapshot.entity.js';
import { programmeKey } from './programme-key.js';
import type { ProgrammeSnapshot } from './programme-snapshot.js';
import { deltaBetween } from './snapshot-delta.js';
import { snapshotRequest, type SnapshotRequest } from './snapshot-request.js';

/**
 * `GET /programme.json`: the programme of a release, or what changed since an earlier one, signed with the service's key;
 * `GET /.well-known/programme-keys.json`: the public half of it, as a JWKS (RFC 7517). Both are for everybody.
 */
export const snapshotRoutes = (surroundings: ReadingSurroundings): Record<string, Route> => ({
  'GET /programme.json': readingRoute(surroundings, async ({ context: { database }, request, response, url }) => {
    const asked = snapshotRequest(url);
    const content = await snapshotOrDelta(database, asked);
    const signed = JSON.stringify(await signContent(content, await programmeKey(database)));
    // What a version says never changes; which one is the last does.
    send(request, response, signed, 'application/jose+json', asked.version ? 86_400 : 0);
  }),
  'GET /.well-known/programme-keys.json': readingRoute(surroundings, async ({ context, request, response }) => {
    const { publicKey } = await programmeKey(context.database);
    send(request, response, JSON.stringify({ keys: [publicKey] }), 'application/jwk-set+json', 3_600);
  }),
});

async function snapshotOrDelta(database: DataSource, { edition, version, since }: SnapshotRequest) {
  const wanted = await snapshot(database, edition, version);
  return since ? deltaBetween(await snapshot(database, edition, since), wanted) : wanted;
}

/** @throws NotFound when there is no such release, or it kept no snapshot. */
async function snapshot(database: DataSource, editionId: string, version?: number): Promise<ProgrammeSnapshot> {
  const kept = await database.getRepository(KeptSnapshot).findOne({
    where: { editionId, ...(version && { version }) },
    order: { version: 'DESC' },
  });
  if (!kept) {
    throw new NotFound('ProgrammeRelease', version ? `${editionId}, version ${version}` : editionId);
  }
  return kept.content;
}

function send(request: IncomingMessage, response: ServerResponse, body: string, type: string, seconds: number): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const about = { etag, 'cache-control': seconds > 0 ? `public, max-age=${seconds}` : 'no-cache' };
  if (request.headers['if-none-match']?.includes(etag)) {
    response.writeHead(304, about).end();
    return;
  }
  response.writeHead(200, { ...about, 'content-type': type }).end(body);
}
