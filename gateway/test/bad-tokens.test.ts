import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PrincipalSigner } from '@maarad/shared/auth';
import { exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { secret } from './canned-services.js';
import { doors, streams } from './doors.js';
import { openCannedFair, type CannedFair } from './canned-fair.js';

let fair: CannedFair;
let bad: Record<string, string>;
let asked = 0;

/** A site of a forger's, with the keys that its tokens are signed with. */
const forger = createServer((_request, response) => {
  asked += 1;
  response.end('{"keys":[]}');
});

beforeAll(async () => {
  fair = await openCannedFair();
  await new Promise<void>((resolve) => forger.listen(0, '127.0.0.1', resolve));
  bad = await badTokens();
});
afterAll(async () => {
  forger.close();
  await fair.close();
});

interface Made {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: CryptoKey | Uint8Array;
  crit?: Record<string, boolean>;
}

async function badTokens(): Promise<Record<string, string>> {
  const own = JSON.parse(await readFile(fair.keys.privateKeyFile, 'utf8')) as JWK;
  const published = JSON.parse(await readFile(fair.keys.jwksFile, 'utf8')) as { keys: JWK[] };
  const ownKey = (await importJWK(own, 'EdDSA')) as CryptoKey;
  const { privateKey: foreign, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jku = `http://127.0.0.1:${(forger.address() as AddressInfo).port}/keys.json`;
  const extension = 'https://id.example/binding';
  const now = Math.floor(Date.now() / 1_000);
  const claims = { sub: 'mallory', role: 'admin', iss: 'maarad-local', aud: 'maarad', iat: now, exp: now + 600 };
  const make = ({ header, claims: changed, key = ownKey, crit = {} }: Made) =>
    new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: 'EdDSA', kid: own.kid as string, typ: 'JWT', ...header })
      .sign(key, { crit });
  const symmetric = (text: string) => make({ header: { alg: 'HS256' }, key: new TextEncoder().encode(text) });
  expect(await (await fair.post('{ whoAmI }', { headers: bearing(await make({})) })).body.errors).toBeUndefined();
  const good = await make({});
  return {
    unsigned: new UnsecuredJWT(claims).encode(),
    'of a shared secret: the public key': await symmetric(JSON.stringify(published.keys[0])),
    'of a shared secret: the public key itself': await symmetric(published.keys[0]!.x as string),
    'of a foreign key under a known name': await make({ key: foreign }),
    'of a foreign key under its own name': await make({ key: foreign, header: { kid: 'foreign' } }),
    'that brings its key along': await make({ key: foreign, header: { jwk: await exportJWK(publicKey) } }),
    'that says where its key is': await make({ key: foreign, header: { jku, kid: 'foreign' } }),
    'that says where its certificate is': await make({ key: foreign, header: { x5u: jku } }),
    'with an extension that must be understood': await make({
      header: { crit: [extension], [extension]: 1 },
      crit: { [extension]: true },
    }),
    'of another issuer': await make({ claims: { iss: 'https://id.example' } }),
    'for another audience': await make({ claims: { aud: ['account', 'maarad-services'] } }),
    'that has expired': await make({ claims: { exp: now - 60 } }),
    'that is not good yet': await make({ claims: { nbf: now + 600 } }),
    'without an end': await make({ claims: { exp: undefined } }),
    'of nobody': await make({ claims: { sub: undefined } }),
    'of the one who is nobody': await make({ claims: { sub: 'anonymous' } }),
    'of a role that does not exist': await make({ claims: { role: 'root' } }),
    'for logging out': await make({ header: { typ: 'logout+jwt' } }),
    'that says who one is, by its claim': await make({ claims: { typ: 'ID' } }),
    'changed by a letter': good.slice(0, -10) + (good.at(-10) === 'A' ? 'B' : 'A') + good.slice(-9),
    'made for services': await new PrincipalSigner(secret).sign({ id: 'mallory', role: 'admin' }),
    'longer than any': await make({ claims: { padding: 'x'.repeat(9_000) } }),
    'that is none': 'nonsense',
    'that is empty': '',
  };
}

const bearing = (token: string) => ({ authorization: `Bearer ${token}` });

test.each(Object.entries({ ...doors, ...streams }))('%s refuses every token that is not good', async (name, ask) => {
  for (const [what, token] of Object.entries(bad)) {
    const { status, code } = await ask(fair.url, '{ whoAmI }', `Bearer ${token}`);
    const refused = name.startsWith('ws') ? { status: 4401 } : { status: 401, code: 'UNAUTHENTICATED' };
    expect({ what, status, ...(code !== undefined && { code }) }).toEqual({ what, ...refused });
  }
  expect(asked).toBe(0);
});

test.each(Object.entries(doors))('%s refuses what is no bearer token', async (name, ask) => {
  for (const authorization of ['Basic bWFhcmFkOm1hYXJhZA==', 'nonsense', 'Bearer', 'DPoP x']) {
    expect((await ask(fair.url, '{ whoAmI }', authorization)).status).toBe(name.startsWith('ws') ? 4401 : 401);
  }
});
