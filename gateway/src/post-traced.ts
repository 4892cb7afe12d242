import { askTraced } from './ask-traced.js';
import { postJson, type Post, type Posted } from './post-json.js';
import type { Service } from './services.js';

/** Posts to a service within a span of its own. */
export function postTraced({ name, pool }: Pick<Service, 'name' | 'pool'>, post: Post): Promise<Posted> {
  const { path, headers } = post;
  return askTraced({ service: name, method: 'POST', path, headers }, (handedOn, span) => {
    if (!span) {
      return postJson(pool, post);
    }
    return postJson(pool, { ...post, headers: handedOn }).then((posted) => {
      span.setAttribute('http.response.status_code', posted.status);
      return posted;
    });
  });
}
