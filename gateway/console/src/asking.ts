import { Client, fetchExchange, type CombinedError } from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import { createClient, type Client as LiveClient } from 'graphql-ws';
import type { Bearer } from './bearer.js';

export interface Asking {
  bearer: Bearer;
  language: string;
}

export const isRefusal = (error: CombinedError): boolean =>
  error.response?.status === 401 || error.graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED');

/** Asks the graph over HTTP. Nothing is kept: what is shown is what the fair says now. */
export function openClient({ bearer, language }: Asking): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { headers: { 'accept-language': language } },
    exchanges: [asBearer(bearer), fetchExchange],
  });
}

/** What was refused because the token's time was over is asked once more when there is another. */
function asBearer(bearer: Bearer) {
  return authExchange(({ appendHeaders }) => {
    let used = bearer.token;
    return Promise.resolve({
      addAuthToOperation: (operation) => {
        used = bearer.token;
        return appendHeaders(operation, { authorization: `Bearer ${used}` });
      },
      didAuthError: isRefusal,
      refreshAuth: () => bearer.onRefused(used),
    });
  });
}

/** Who looks at the page sees within so long that the fair is back. */
const longestRetryMs = 2_000;

/**
 * Hears what happens over a WebSocket, for as long as the page is open: it comes back by itself.
 *
 * @param tokenOf is asked at every connection.
 */
export function openLiveClient(tokenOf: () => string, language: string, onState: (open: boolean) => void): LiveClient {
  const { protocol, host } = location;
  return createClient({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
    connectionParams: () => ({ authorization: `Bearer ${tokenOf()}`, 'accept-language': language }),
    lazy: true,
    retryAttempts: Infinity,
    retryWait: (retries) =>
      new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(300 * 2 ** retries, longestRetryMs))),
    shouldRetry: () => true,
    on: { connected: () => onState(true), closed: () => onState(false) },
  });
}
