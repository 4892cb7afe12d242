import { currentScope, SpanKind, traced } from '@maarad/shared/telemetry';
import { postJson, type Post, type Posted } from './post-json.js';
import type { Service } from './services.js';

/** Asks a service within a span of its own, below which comes what the service does for it. */
export function postTraced({ name, pool }: Pick<Service, 'name' | 'pool'>, post: Post): Promise<Posted> {
  const attributes = { 'http.request.method': 'POST', 'url.path': post.path, 'maarad.service': name };
  return traced(
    () => ({ name: `ask ${name}`, kind: SpanKind.CLIENT, attributes }),
    async (span) => {
      const traceparent = span && currentScope()?.traceparent;
      const posted = await postJson(pool, traceparent ? { ...post, headers: { ...post.headers, traceparent } } : post);
      span?.setAttribute('http.response.status_code', posted.status);
      return posted;
    },
  );
}
