import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider, type InteractionResults, type KoaContextWithOIDC } from 'oidc-provider';

const resource = 'urn:maarad';
export interface OidcIssuer {
  url: string;
  /** What becomes of whoever comes to sign in; somebody's id is its role at the fair. */
  answer: InteractionResults;
  accessTokenSeconds: number;
  /** How often somebody had to sign in here, which one session spares. */
  signIns: number;
  /** How many tokens were given for a refresh token. */
  renewals: number;
  close(): Promise<void>;
}

/** An OpenID Connect issuer that knows one public client, whose access tokens are for the fair. */
export async function openOidcIssuer(port: number, clientId: string, redirectUri: string): Promise<OidcIssuer> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const url = `http://localhost:${port}`;
  const provider: Provider = new Provider(url, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [redirectUri],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' }] as never },
    cookies: { keys: ['of this test'] },
    pkce: { required: () => true },
    clientBasedCORS: (_context, origin) => origin === new URL(redirectUri).origin,
    ttl: { Interaction: 60, Grant: 600, Session: 600, RefreshToken: 600, IdToken: 60, AuthorizationCode: 60 },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    extraTokenClaims: (_context, token) => ({ role: (token as { accountId?: string }).accountId ?? 'visitor' }),
    issueRefreshToken: () => true,
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // What somebody allows a client is no matter here: the client is the fair's own.
    loadExistingGrant: async ({ oidc }: KoaContextWithOIDC) => {
      const grant = new provider.Grant({ clientId, accountId: oidc.session?.accountId as string });
      grant.addOIDCScope('openid');
      grant.addResourceScope(resource, '');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: 'maarad',
          accessTokenFormat: 'jwt',
          accessTokenTTL: issuer.accessTokenSeconds,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = `<!doctype html><title>Issuer</title><link rel="icon" href="data:,">${form}<button form="op.logoutForm" name="logout" value="yes">Leave</button>`;
        },
      },
    },
  });
  const issuer: OidcIssuer = {
    url,
    answer: { login: { accountId: 'admin' } },
    accessTokenSeconds: 300,
    signIns: 0,
    renewals: 0,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  provider.on('grant.success', ({ oidc }) => {
    issuer.renewals += Number(oidc.params?.grant_type === 'refresh_token');
  });
  const answerOthers = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      issuer.signIns += 1;
      void provider.interactionFinished(request, response, issuer.answer);
    } else {
      void answerOthers(request, response);
    }
  });
  server.listen(port);
  await once(server, 'listening');
  return issuer;
}
