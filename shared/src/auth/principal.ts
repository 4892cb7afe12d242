/** Who may do what is said in these words: on the schema, in tokens and in the console. */
export const roles = ['admin', 'exhibitor', 'trainer', 'partner', 'visitor'] as const;

export type Role = (typeof roles)[number];

/** Who is asking: made by the gateway from a verified token, handed to every service, the same for the whole request. */
export interface Principal {
  /** The token's subject; `anonymous` without a token. */
  id: string;
  role: Role;
  /** Set for the role `exhibitor`: the exhibitor that it acts for. */
  exhibitorId?: string;
  /** Set for the role `trainer`. */
  trainerId?: string;
  /** Set for the role `partner`. */
  partnerId?: string;
}

/** Everyone who shows no token: reads what is public. */
export const anonymous: Principal = Object.freeze({ id: 'anonymous', role: 'visitor' });

/** Made once for each: a token that is known gives the same one each time. */
const texts = new WeakMap<Principal, string>();

/** The same for equal principals. */
export function principalText(principal: Principal): string {
  let text = texts.get(principal);
  if (text === undefined) {
    text = JSON.stringify(principal);
    texts.set(principal, text);
  }
  return text;
}
