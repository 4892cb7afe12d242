import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { variables } from '@maarad/gateway/config';
import { principalFromClaims, roles } from '@maarad/shared/auth';
import { parse } from 'yaml';
import { repository } from '../local/repository.js';

interface Realm {
  realm: string;
  roles: { realm: { name: string }[] };
  clients: Client[];
  components: Record<string, { config: Record<string, string[]> }[]>;
  users: {
    username: string;
    realmRoles: string[];
    attributes?: Record<string, string[]>;
    credentials: { value: string }[];
  }[];
}

interface Client {
  clientId: string;
  publicClient: boolean;
  directAccessGrantsEnabled: boolean;
  redirectUris: string[];
  webOrigins: string[];
  attributes: Record<string, string>;
  defaultClientScopes: string[];
  protocolMappers: { protocolMapper: string; config: Record<string, string> }[];
}

const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const file = read('infra/docker/keycloak/maarad-realm.json');
const realm = JSON.parse(file) as Realm;
const [client] = realm.clients as [Client];
const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<'gateway' | 'keycloak', any>;
};
const { gateway, keycloak } = services;
const byDefault = (value: string) => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');

test('Keycloak imports the realm, with every variable that it names', () => {
  expect(keycloak.command).toEqual(['start-dev', '--import-realm']);
  expect(keycloak.volumes).toEqual(['./infra/docker/keycloak:/opt/keycloak/data/import:ro']);
  const named = [...file.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  expect(Object.keys(keycloak.environment)).toEqual(expect.arrayContaining([...new Set(named)]));
});

test('the gateway and browsers know the realm by one address, at which Keycloak answers to both', () => {
  const issuer = new URL(byDefault(gateway.environment.OIDC_ISSUER));
  expect(issuer.href).toBe(`${keycloak.environment.KC_HOSTNAME}/realms/${realm.realm}`);
  expect(keycloak.networks.default.aliases).toEqual([issuer.hostname]);
  // Browsers take such a name for this machine (RFC 6761, 6.3).
  expect(issuer.hostname).toMatch(/\.localhost$/);
  expect(keycloak.ports).toEqual([`127.0.0.1:${issuer.port}:${issuer.port}`]);
});

test('has the roles of the fair, no more', () => {
  expect(realm.roles.realm.map(({ name }) => name).sort()).toEqual([...roles].sort());
});

test('the console is its one client: public, by code and PKCE alone, back to /console of the fair and to nowhere else', () => {
  const { OIDC_CONSOLE_CLIENT } = variables.shape;
  expect(realm.clients).toHaveLength(1);
  expect(client.clientId).toBe(OIDC_CONSOLE_CLIENT.parse(undefined));
  expect(client.clientId).toBe(byDefault(gateway.environment.OIDC_CONSOLE_CLIENT));
  expect(client).toMatchObject({
    publicClient: true,
    standardFlowEnabled: true,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    redirectUris: ['${PUBLIC_URL}/console'],
    webOrigins: ['${PUBLIC_URL}'],
    attributes: {
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': '${PUBLIC_URL}/console',
    },
  });
  const published = new URL(byDefault(keycloak.environment.PUBLIC_URL));
  expect(byDefault(gateway.ports[0])).toBe(`127.0.0.1:${published.port}:${gateway.environment.PORT}`);
});

/** The claims that the mappers of the client put into somebody's access token. */
function claimsOf({ username, realmRoles, attributes = {} }: Realm['users'][number]): Record<string, unknown> {
  const claims: Record<string, any> = { sub: `id of ${username}` };
  for (const { protocolMapper, config } of client.protocolMappers) {
    expect(config['access.token.claim']).toBe('true');
    if (protocolMapper === 'oidc-audience-mapper') {
      claims.aud = config['included.custom.audience'];
    } else {
      const isOfRoles = protocolMapper === 'oidc-usermodel-realm-role-mapper';
      const value = isOfRoles ? realmRoles : attributes[config['user.attribute'] as string]?.[0];
      const [name, within] = (config['claim.name'] as string).split('.') as [string, string?];
      claims[name] = within ? { [within]: value } : value;
    }
  }
  return claims;
}

test.each(roles)('somebody shows what the role %s may, by claims that the gateway reads', (role) => {
  // Keycloak puts `sub` into access tokens by this scope.
  expect(client.defaultClientScopes).toEqual(['basic']);
  const user = realm.users.find(({ username }) => username === role)!;
  expect(user.realmRoles).toEqual([role]);
  expect(user.credentials.map(({ value }) => value)).toEqual(['${DEMO_PASSWORD}']);
  const claims = claimsOf(user);
  expect(claims.aud).toBe(variables.shape.OIDC_AUDIENCE.parse(undefined));
  const actingFor = Object.fromEntries(Object.entries(user.attributes ?? {}).map(([name, [id]]) => [name, id]));
  expect(principalFromClaims(claims)).toEqual({ id: claims.sub, role, ...actingFor });
});

test('nobody says by itself whom it acts for: only administrators of Keycloak see and change that', () => {
  const [profile] = realm.components['org.keycloak.userprofile.UserProfileProvider']!;
  const { attributes, unmanagedAttributePolicy } = JSON.parse(profile!.config['kc.user.profile.config']![0]!);
  expect(unmanagedAttributePolicy).toBeUndefined();
  for (const name of new Set(realm.users.flatMap(({ attributes = {} }) => Object.keys(attributes)))) {
    expect(attributes.find((one: { name: string }) => one.name === name).permissions).toEqual({
      view: ['admin'],
      edit: ['admin'],
    });
  }
});
