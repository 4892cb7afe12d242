import { isRefusal, openClient } from '../asking.js';
import { graphql } from '../graph.js';

const whoAmI = graphql(`
  query WhoAmI {
    me {
      role
    }
  }
`);

/** What the fair says of a token: only `good` opens the console. */
export type Standing = 'good' | 'refused' | 'notAdmin' | 'unknown';

/** Asks the fair whether the bearer of this token runs it; `unknown` when the fair does not answer. */
export async function standingOf(token: string): Promise<Standing> {
  const client = openClient({ bearer: { token, onRefused: () => Promise.resolve() }, language: '*' });
  const { data, error } = await client.query(whoAmI, {}).toPromise();
  if (error && isRefusal(error)) {
    return 'refused';
  }
  if (!data) {
    return 'unknown';
  }
  return data.me.role === 'ADMIN' ? 'good' : 'notAdmin';
}
