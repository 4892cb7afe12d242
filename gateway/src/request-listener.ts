import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { RequestContext } from './request-context.js';

/** What Apollo Server tells of each request: the same listener hears of all of them. */
export type RequestListener = GraphQLRequestListener<RequestContext>;

/** Listeners as one, since the server has every request wait for each of them at every step. @throws Error where two listen to the same step. */
export function listening(...listeners: RequestListener[]): ApolloServerPlugin<RequestContext> {
  const steps = listeners.flatMap((listener) => Object.keys(listener));
  const twice = steps.find((step, index) => steps.indexOf(step) < index);
  if (twice) {
    throw new Error(`Two listeners to ${twice}.`);
  }
  const all = Promise.resolve(Object.assign({}, ...listeners) as RequestListener);
  return { requestDidStart: () => all };
}
