import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import {
  anonymous,
  ensureLocalKeys,
  mintLocalToken,
  openAccessTokenVerifier,
  PrincipalSigner,
  PrincipalVerifier,
  type AccessTokenVerifier,
  type LocalKeys,
  type Principal,
} from './index.js';

const secret = 'a secret that only the gateway and the services know';
const exhibitor: Principal = { id: 'fatima', role: 'exhibitor', exhibitorId: '0197-e1' };
const refusal = (message: RegExp) =>
  expect.objectContaining({ code: 'UNAUTHENTICATED', message: expect.stringMatching(message) });

describe('the principal that the gateway hands to services', () => {
  const signer = new PrincipalSigner(secret);
  const verifier = new PrincipalVerifier(secret);

  test.each([exhibitor, anonymous, { id: 'organiser', role: 'admin' } as const])(
    'arrives as it was signed: %o',
    async (principal) => {
      expect(await verifier.verify(await signer.sign(principal))).toEqual(principal);
    },
  );

  test('is signed once for 20 seconds of the same principal', async () => {
    const now = Date.now();
    const first = await signer.sign({ id: 'youssef', role: 'visitor' }, now);
    expect(await signer.sign({ id: 'youssef', role: 'visitor' }, now + 19_000)).toBe(first);
    expect(await signer.sign({ id: 'youssef', role: 'visitor' }, now + 21_000)).not.toBe(first);
  });

  test('is refused a minute later, even where it was seen before', async () => {
    const now = Date.now();
    const token = await signer.sign(exhibitor, now);
    await verifier.verify(token, now);
    await expect(verifier.verify(token, now + 61_000)).rejects.toEqual(refusal(/just now/));
  });

  test('is refused when missing, signed with another secret, or not signed at all', async () => {
    await expect(verifier.verify(undefined)).rejects.toEqual(refusal(/gateway only/));
    const foreign = await new PrincipalSigner('another secret, as long as the right one').sign(exhibitor);
    await expect(verifier.verify(foreign)).rejects.toEqual(refusal(/gateway signed/));
    const unsigned = new UnsecuredJWT({ role: 'admin', sub: 'x' })
      .setIssuer('maarad-gateway')
      .setAudience('maarad-services')
      .setExpirationTime('1m')
      .encode();
    await expect(verifier.verify(unsigned)).rejects.toEqual(refusal(/gateway signed/));
  });
});

describe('access tokens of a fair on one machine', () => {
  let folder: string;
  let keys: LocalKeys;
  let tokens: AccessTokenVerifier;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maarad-keys-'));
    keys = await ensureLocalKeys(join(folder, 'keys'));
    tokens = await openAccessTokenVerifier({ jwksFile: keys.jwksFile });
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('name the principal that they were made for', async () => {
    expect(await tokens.verify(await mintLocalToken(keys, exhibitor))).toEqual(exhibitor);
  });

  test('stay good when the fair starts again, and when several processes make the keys at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => ensureLocalKeys(join(folder, 'together'))));
    const token = await mintLocalToken(made[0]!, exhibitor);
    await ensureLocalKeys(join(folder, 'together'));
    const again = await openAccessTokenVerifier({ jwksFile: made[3]!.jwksFile });
    expect(await again.verify(token)).toEqual(exhibitor);
  });

  test('keep the private key to its owner and out of the published set', async () => {
    expect((await stat(keys.privateKeyFile)).mode & 0o077).toBe(0);
    expect(JSON.parse(await readFile(keys.jwksFile, 'utf8')).keys[0]).not.toHaveProperty('d');
  });

  test('say that they are malformed', async () => {
    await expect(tokens.verify('not-a-token')).rejects.toEqual(refusal(/malformed/));
    await expect(tokens.verify('a.b.c')).rejects.toEqual(refusal(/malformed/));
    await expect(tokens.verify('x'.repeat(10_000))).rejects.toEqual(refusal(/malformed/));
  });

  test('say that they have expired', async () => {
    await expect(
      tokens.verify(await mintLocalToken(keys, exhibitor, Math.floor(Date.now() / 1000) - 60)),
    ).rejects.toEqual(refusal(/expired/));
  });

  test('say that their signature is wrong', async () => {
    const [header, , signature] = (await mintLocalToken(keys, exhibitor)).split('.');
    const claims = Buffer.from(
      JSON.stringify({ sub: 'fatima', role: 'admin', iss: 'maarad-local', aud: 'maarad', exp: 9_999_999_999 }),
    ).toString('base64url');
    await expect(tokens.verify(`${header}.${claims}.${signature}`)).rejects.toEqual(refusal(/signature is wrong/));
  });

  test('say that their algorithm is not allowed, unsigned ones too', async () => {
    const hmac = await new SignJWT({ role: 'admin' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('x')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(secret));
    await expect(tokens.verify(hmac)).rejects.toEqual(refusal(/algorithm/));
    await expect(tokens.verify(new UnsecuredJWT({ sub: 'x' }).encode())).rejects.toEqual(
      refusal(/algorithm|malformed/),
    );
  });

  test('say that the key is unknown', async () => {
    const stranger = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'EdDSA', kid: 'stranger' })
      .setSubject('x')
      .setExpirationTime('1h')
      .sign(stranger.privateKey);
    await expect(tokens.verify(token)).rejects.toEqual(refusal(/unknown key/));
  });

  test('of an exhibitor that do not say which one are refused', async () => {
    await expect(tokens.verify(await mintLocalToken(keys, { id: 'fatima', role: 'exhibitor' }))).rejects.toEqual(
      refusal(/exhibitorId/),
    );
  });

  test('cannot be made before the keys are', async () => {
    await writeFile(join(folder, 'empty'), '');
    await expect(mintLocalToken({ ...keys, privateKeyFile: join(folder, 'nowhere') }, exhibitor)).rejects.toThrow(
      /start the fair once/,
    );
  });
});

describe('access tokens of an OpenID Connect issuer', () => {
  let issuer: string;
  let server: Server;
  let signingKey: CryptoKey;
  let tokens: AccessTokenVerifier;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    signingKey = pair.privateKey;
    const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] };
    server = createServer((request, response) => {
      const body = request.url?.endsWith('openid-configuration') ? { issuer, jwks_uri: `${issuer}/certs` } : jwks;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/maarad`;
    tokens = await openAccessTokenVerifier({ oidcIssuer: issuer, audience: 'maarad' });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const token = (claims: Record<string, unknown>, audience = 'maarad') =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setSubject('amina')
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime('5m')
      .sign(signingKey);

  test('give the role that may most of the realm roles', async () => {
    expect(
      await tokens.verify(await token({ realm_access: { roles: ['offline_access', 'visitor', 'admin'] } })),
    ).toEqual({ id: 'amina', role: 'admin' });
  });

  test('without a role of the fair make a visitor, with one that does not exist nobody', async () => {
    expect(await tokens.verify(await token({ realm_access: { roles: ['offline_access'] } }))).toEqual({
      id: 'amina',
      role: 'visitor',
    });
    await expect(tokens.verify(await token({ role: 'king' }))).rejects.toEqual(refusal(/role/));
  });

  test('for another audience are refused', async () => {
    await expect(tokens.verify(await token({ role: 'admin' }, 'elsewhere'))).rejects.toEqual(refusal(/aud/));
  });

  test('cannot be checked while the issuer is away, and the answer says so', async () => {
    const away = await openAccessTokenVerifier({ oidcIssuer: 'http://127.0.0.1:9', audience: 'maarad' });
    await expect(away.verify(await token({ role: 'admin' }))).rejects.toEqual(
      expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }),
    );
  });
});
