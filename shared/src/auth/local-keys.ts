import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { Principal } from './principal.js';

export const localIssuer = 'maarad-local';
export const localAudience = 'maarad';

const algorithm = 'EdDSA';

/** Where the keys of a fair on one machine are. */
export interface LocalKeys {
  /** Readable by its owner only. */
  privateKeyFile: string;
  /** What the gateway takes as `LOCAL_JWKS`. */
  jwksFile: string;
}

/** The key pair in this folder, made when there is none. Two processes that make one at once end up with the same. */
export async function ensureLocalKeys(folder: string): Promise<LocalKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys: LocalKeys = { privateKeyFile: join(folder, 'private.jwk.json'), jwksFile: join(folder, 'jwks.json') };
  const privateKey = (await readKey(keys.privateKeyFile)) ?? (await makeKey(keys.privateKeyFile));
  const { d: _, ...publicKey } = privateKey;
  await replaceFile(keys.jwksFile, JSON.stringify({ keys: [publicKey] }, null, 2), 0o644);
  return keys;
}

/**
 * An access token of the fair on this machine.
 *
 * @param lifetime as jose reads it: `12h`, or seconds since 1970 as a number.
 */
export async function mintLocalToken(
  { privateKeyFile }: LocalKeys,
  principal: Principal,
  lifetime: string | number = '12h',
): Promise<string> {
  const jwk = await readKey(privateKeyFile);
  if (!jwk) {
    throw new Error(`There is no key at ${privateKeyFile}: start the fair once, it makes one.`);
  }
  const { id, ...claims } = principal;
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: algorithm, kid: jwk.kid, typ: 'JWT' })
    .setSubject(id)
    .setIssuer(localIssuer)
    .setAudience(localAudience)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(await importJWK(jwk, algorithm));
}

async function readKey(file: string): Promise<JWK | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

async function makeKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  const jwk: JWK = await exportJWK(privateKey);
  const made: JWK = { ...jwk, alg: algorithm, use: 'sig', kid: await calculateJwkThumbprint(jwk) };
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(made, null, 2), { mode: 0o600 });
  try {
    await link(draft, file);
    return made;
  } catch (error) {
    const winner = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await readKey(file) : undefined;
    if (!winner) {
      throw error;
    }
    return winner;
  } finally {
    await rm(draft);
  }
}

async function replaceFile(file: string, content: string, mode: number): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content, { mode });
  await rename(draft, file);
}
