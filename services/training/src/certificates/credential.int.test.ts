import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { trainingServiceOf } from '../service.js';
import { time } from '../testing/attendance.js';
import { builders, trainer } from '../testing/builders.js';
import { certificatesOf } from '../testing/certificates.js';
import { CertificateIssuer } from './certificate-issuer.js';

/** The key of RFC 8032, section 7.1, test 1, so that it is known what must be published for it. */
const key = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const publicKey = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
const issuer = new CertificateIssuer({ key, publicUrl: 'https://fair.test' });

let service: TestService;
let make: ReturnType<typeof builders>;
let certificates: ReturnType<typeof certificatesOf>;
let edition: string;

beforeAll(async () => {
  service = await testService(trainingServiceOf(issuer));
  make = builders(service);
  certificates = certificatesOf(service);
  edition = await make.edition();
  service.setNow(time('12:00'));
});
afterAll(() => service.close());

const read = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Enrolment { certificate { id code status credential } } } }`;
const held = async (enrolmentId: string, as: ReturnType<typeof trainer>) =>
  service.execute(read, { representations: [{ __typename: 'Enrolment', id: enrolmentId }] }, { as });
const credentialOf = async ({ enrolmentId, exhibitorId }: { enrolmentId: string; exhibitorId: string }) =>
  (await held(enrolmentId, actingFor(exhibitorId))).data?._entities[0].certificate.credential as string;

test('a credential is a Verifiable Credential and an Open Badge, checked offline against the published key', async () => {
  const one = await certificates.certified(edition);
  const jwt = await credentialOf(one);
  const jwks = JSON.parse(JSON.stringify(await issuer.jwks()));
  expect(jwks.keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', x: publicKey, kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
  ]);
  expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'EdDSA', typ: 'vc+jwt', cty: 'vc', kid: jwks.keys[0].kid });
  const { payload } = await jwtVerify(jwt, createLocalJWKSet(jwks), { issuer: 'https://fair.test' });
  expect(payload).toMatchObject({
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    ...{ id: one.certificate.checkUrl, jti: one.certificate.checkUrl, validFrom: '2025-01-28T12:00:00.000Z' },
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'https://fair.test', type: ['Profile'] },
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        { identityType: 'name', identityHash: expect.stringContaining('Fatima 1 '), hashed: false },
        { identityHash: 'تعاونية أركان' },
      ],
      achievement: { id: `urn:uuid:${one.workshopId}`, type: ['Achievement'], name: 'التسويق' },
    },
  });
});

test('a credential that was changed, or is signed with another key, does not verify', async () => {
  const jwt = await credentialOf(await certificates.certified(edition));
  const [header, payload = '', signature] = jwt.split('.');
  const changed = Buffer.from(payload, 'base64url').toString().replace('Fatima', 'Khadija');
  const forged = [header, Buffer.from(changed).toString('base64url'), signature].join('.');
  await expect(jwtVerify(forged, createLocalJWKSet((await issuer.jwks()) as never))).rejects.toThrow();
  const other = new CertificateIssuer({ key: 'ab'.repeat(32), publicUrl: 'https://fair.test' });
  await expect(jwtVerify(jwt, createLocalJWKSet((await other.jwks()) as never))).rejects.toThrow();
});

test('after the key was changed, what the old one signed still verifies', async () => {
  const jwt = await credentialOf(await certificates.certified(edition));
  const next = new CertificateIssuer({
    ...{ key: 'cd'.repeat(32), retiredKeys: [publicKey], publicUrl: 'https://fair.test' },
  });
  expect(await jwtVerify(jwt, createLocalJWKSet((await next.jwks()) as never))).toBeTruthy();
});

test('a credential is for the exhibitor whose person holds it and the organiser, until it is revoked', async () => {
  const one = await certificates.certified(edition);
  expect((await held(one.enrolmentId, organiser)).data?._entities[0].certificate.credential).toEqual(
    await credentialOf(one),
  );
  const toTrainer = await held(one.enrolmentId, one.as);
  expect(toTrainer.data?._entities[0].certificate.credential).toBeNull();
  expect(toTrainer.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  await certificates.revoke(one.certificate.id);
  expect(await credentialOf(one)).toBeNull();
});

test('for all who may not see the enrolment there is no such certificate', async () => {
  const { certificate, exhibitorId, as } = await certificates.certified(edition);
  const entity = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Certificate { code } } }`;
  const representations = [{ __typename: 'Certificate', id: certificate.id }];
  for (const reader of [actingFor(exhibitorId), as, organiser]) {
    expect((await service.data(entity, { representations }, { as: reader }))._entities).toEqual([
      { code: certificate.code },
    ]);
  }
  for (const reader of [
    actingFor((await make.participant(edition)).exhibitorId),
    trainer(await make.trainer()),
    { id: 'anonymous', role: 'visitor' as const },
  ]) {
    expect((await service.data(entity, { representations }, { as: reader }))._entities).toEqual([null]);
  }
});

test('the statements of certificates do not grow with their number', async () => {
  const ones: Awaited<ReturnType<typeof certificates.certified>>[] = [];
  for (let index = 0; index < 20; index += 1) {
    ones.push(await certificates.certified(edition));
  }
  const list = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Enrolment { certificate { code credential enrolment { id } } } } }`;
  const count = (some: typeof ones) =>
    service.countStatements(() =>
      service.data(
        list,
        { representations: some.map(({ enrolmentId }) => ({ __typename: 'Enrolment', id: enrolmentId })) },
        { as: organiser },
      ),
    );
  expect(await count(ones)).toBe(await count(ones.slice(0, 1)));
});
