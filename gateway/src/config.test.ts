import { BadConfiguration, readConfig } from '@maarad/shared/runtime';
import { variables } from './config.js';

const good = {
  PORT: '4000',
  PRINCIPAL_SECRET: 'x'.repeat(32),
  EXHIBITORS_URL: 'http://127.0.0.1:4001',
  SCHEDULING_URL: 'http://127.0.0.1:4002',
  SALES_URL: 'http://127.0.0.1:4003',
  TRAINING_URL: 'http://127.0.0.1:4004',
  PARTNERS_URL: 'http://127.0.0.1:4005',
  LOCAL_JWKS: '/home/fair/keys/jwks.json',
};

const problemsOf = (environment: Record<string, string | undefined>): string[] => {
  try {
    readConfig(variables, environment);
    return [];
  } catch (error) {
    return (error as BadConfiguration).problems;
  }
};

test('what is not said has a default', () => {
  const config = readConfig(variables, good);
  expect(config).toMatchObject({ HOST: '127.0.0.1', OIDC_AUDIENCE: 'maarad', SUBGRAPH_TIMEOUT_MS: 10_000 });
  expect(config.SUPERGRAPH).toMatch(/gateway\/supergraph\.graphql$/);
});

test('every bad variable is named at once', () => {
  const problems = problemsOf({
    ...good,
    PORT: 'http',
    PRINCIPAL_SECRET: 'short',
    SALES_URL: 'ftp://x',
    LOCAL_JWKS: undefined,
  });
  for (const name of ['PORT', 'PRINCIPAL_SECRET', 'SALES_URL', 'OIDC_ISSUER']) {
    expect(problems).toContainEqual(expect.stringContaining(name));
  }
});

test("callers' tokens have one source", () => {
  expect(problemsOf(good)).toEqual([]);
  expect(problemsOf({ ...good, LOCAL_JWKS: undefined, OIDC_ISSUER: 'https://id.example/realms/maarad' })).toEqual([]);
  expect(problemsOf({ ...good, OIDC_ISSUER: 'https://id.example/realms/maarad' })).toEqual([
    expect.stringContaining('exactly one'),
  ]);
});

test('an issuer is asked by http, and knows the console as maarad-console unless it is said', () => {
  const { LOCAL_JWKS: _, ...others } = good;
  const withIssuer = { ...others, OIDC_ISSUER: 'https://id.example/realms/maarad' };
  expect(readConfig(variables, withIssuer).OIDC_CONSOLE_CLIENT).toBe('maarad-console');
  expect(readConfig(variables, { ...withIssuer, OIDC_CONSOLE_CLIENT: 'fair' }).OIDC_CONSOLE_CLIENT).toBe('fair');
  expect(problemsOf({ ...withIssuer, OIDC_ISSUER: 'urn:id' })).toEqual([expect.stringContaining('OIDC_ISSUER')]);
  expect(problemsOf({ ...withIssuer, OIDC_CONSOLE_CLIENT: '' })).toEqual([
    expect.stringContaining('OIDC_CONSOLE_CLIENT'),
  ]);
});

test('sites that may ask are origins, exactly as browsers say them; by default there are none', () => {
  const origins = (ALLOWED_ORIGINS?: string) =>
    readConfig(variables, { ...good, ...(ALLOWED_ORIGINS !== undefined && { ALLOWED_ORIGINS }) }).ALLOWED_ORIGINS;
  expect([origins(), origins('')]).toEqual([[], []]);
  expect(origins('https://a.example, http://localhost:5173')).toEqual(['https://a.example', 'http://localhost:5173']);
  for (const bad of ['*', 'a.example', 'https://a.example/', 'https://a.example/app', 'null']) {
    expect(problemsOf({ ...good, ALLOWED_ORIGINS: bad })).toEqual([expect.stringContaining('ALLOWED_ORIGINS')]);
  }
});
