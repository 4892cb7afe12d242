import { ErrorResponse, SigninState, UserManager, WebStorageStateStore, type User } from 'oidc-client-ts';
import type { Bearer } from '../bearer.js';
import { standingOf } from './who-am-i.js';

/** The fair's OpenID Connect issuer, and what the console is called there. */
export interface Issuer {
  issuer: string;
  clientId: string;
}

/** Why nobody is in: each is a text, `detail` is the issuer's own word. */
export interface Obstacle {
  text: 'over' | 'notBegun' | 'notOurs' | 'denied' | 'failed' | 'unsafe' | 'refused' | 'notAdmin' | 'unknown';
  detail?: string;
}

export type SessionState = { step: 'opening' } | { step: 'in' } | { step: 'out'; obstacle?: Obstacle | undefined };

/** For as long as the tab: what is kept is in no cookie, in no address, and not in reach of other tabs. */
const store = new WebStorageStateStore({ store: sessionStorage });
const renewBeforeEndS = 60;

/**
 * Signs in at the issuer by authorization code and PKCE, and gets the next token before the time of one is over, by its refresh
 * token. An issuer that gives none lets its readers sign in again.
 */
export class IssuerSession implements Bearer {
  state: SessionState = { step: 'opening' };
  token = '';
  readonly issuer: string;
  private readonly manager: UserManager;
  private readonly listeners = new Set<() => void>();
  private renewing: Promise<void> | undefined;

  constructor({ issuer, clientId }: Issuer) {
    this.issuer = issuer;
    const here = `${location.origin}${location.pathname}`;
    this.manager = new UserManager({
      authority: issuer,
      client_id: clientId,
      redirect_uri: here,
      post_logout_redirect_uri: here,
      scope: 'openid',
      stateStore: store,
      userStore: store,
      // Without a refresh token it would open the issuer in a frame, and the page allows none.
      automaticSilentRenew: false,
      accessTokenExpiringNotificationTimeInSeconds: renewBeforeEndS,
    });
    this.manager.events.addUserLoaded(({ access_token }) => {
      this.token = access_token;
    });
    // One that fails is tried again at the end.
    this.manager.events.addAccessTokenExpiring(() => void this.renew().catch(() => undefined));
    this.manager.events.addAccessTokenExpired(() => void this.renewOrLeave());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SessionState => this.state;

  /** Takes the issuer's answer out of the address, or goes on with the session of this tab. */
  async open(): Promise<void> {
    try {
      const user = (await this.readAnswer()) ?? (await this.resume());
      if (!user) {
        this.become({ step: 'out' });
        return;
      }
      this.token = user.access_token;
      const standing = await standingOf(this.token);
      if (standing === 'refused') {
        await this.leave({ text: 'refused' });
      } else {
        this.become(standing === 'good' ? { step: 'in' } : { step: 'out', obstacle: { text: standing } });
      }
    } catch (error) {
      await this.leave(obstacleOf(error));
    }
  }

  /** Leaves the page for the issuer; the way back leads to where the reader is now. */
  async begin(): Promise<void> {
    try {
      await this.manager.signinRedirect({ nonce: crypto.randomUUID(), state: location.hash });
    } catch (error) {
      await this.leave(obstacleOf(error));
    }
  }

  /** Ends the session here and at the issuer. */
  async end(): Promise<void> {
    await this.manager.signoutRedirect().catch((error: unknown) => this.leave(obstacleOf(error)));
  }

  async onRefused(token: string): Promise<void> {
    if (token !== this.token) {
      return;
    }
    const user = await this.manager.getUser();
    await (user?.expired ? this.renewOrLeave() : this.leave({ text: 'refused' }));
  }

  private async readAnswer(): Promise<User | undefined> {
    const { href, hash, search, pathname } = location;
    const key = new URLSearchParams(search).get('state');
    if (key === null) {
      return undefined;
    }
    const begun = await store.get(key);
    const page = begun ? (await SigninState.fromStorageString(begun)).data : hash;
    history.replaceState(null, '', `${pathname}${String(page)}`);
    if (!begun) {
      throw new Stopped({ text: 'notBegun' });
    }
    const user = await this.manager.signinRedirectCallback(href);
    // The rules of OpenID Connect Core 3.1.3.7 that the library leaves to its callers.
    const { authority, client_id } = this.manager.settings;
    if (user.profile.iss !== authority || ![user.profile.aud].flat().includes(client_id)) {
      throw new Stopped({ text: 'notOurs' });
    }
    return user;
  }

  private async resume(): Promise<User | null> {
    const user = await this.manager.getUser();
    if (!user?.expired) {
      return user;
    }
    await this.renew().catch(() => {
      throw new Stopped({ text: 'over' });
    });
    return this.manager.getUser();
  }

  /** One at a time: a refresh token is good for once. */
  private renew(): Promise<void> {
    this.renewing ??= this.refresh().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async refresh(): Promise<void> {
    const user = await this.manager.getUser();
    if (!user?.refresh_token) {
      throw new Error('The issuer gave no refresh token.');
    }
    await this.manager.signinSilent();
  }

  private async renewOrLeave(): Promise<void> {
    await this.renew().catch(() => this.leave({ text: 'over' }));
  }

  private async leave(obstacle: Obstacle): Promise<void> {
    this.token = '';
    await this.manager.removeUser();
    this.become({ step: 'out', obstacle });
  }

  private become(state: SessionState): void {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }
}

/** What keeps a reader out, on its way to the page. */
class Stopped extends Error {
  constructor(readonly obstacle: Obstacle) {
    super(obstacle.text);
  }
}

function obstacleOf(error: unknown): Obstacle {
  if (error instanceof Stopped) {
    return error.obstacle;
  }
  if (!isSecureContext) {
    return { text: 'unsafe' };
  }
  if (error instanceof ErrorResponse) {
    return { text: 'denied', detail: error.error ?? error.message };
  }
  const { message } = error as Error;
  return /nonce/.test(message) ? { text: 'notOurs' } : { text: 'failed', detail: message };
}
