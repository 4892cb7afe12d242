import { Client, fetchExchange, mapExchange, type CombinedError } from '@urql/core';
import { createClient, type Client as LiveClient } from 'graphql-ws';

export interface Asking {
  token: string;
  language: string;
  /** The token is no longer accepted. */
  onRefused(): void;
}

export const isRefusal = (error: CombinedError): boolean =>
  error.response?.status === 401 || error.graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED');

/** Asks the graph over HTTP. Nothing is kept: what is shown is what the fair says now. */
export function openClient({ token, language, onRefused }: Asking): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${token}`, 'accept-language': language } },
    exchanges: [mapExchange({ onError: (error) => (isRefusal(error) ? onRefused() : undefined) }), fetchExchange],
  });
}

/** Hears what happens over a WebSocket, for as long as the page is open: it comes back by itself. */
export function openLiveClient({ token, language }: Asking, onState: (open: boolean) => void): LiveClient {
  const { protocol, host } = location;
  return createClient({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
    connectionParams: { authorization: `Bearer ${token}`, 'accept-language': language },
    lazy: true,
    retryAttempts: Infinity,
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** retries, 10_000))),
    shouldRetry: () => true,
    on: { connected: () => onState(true), closed: () => onState(false) },
  });
}
