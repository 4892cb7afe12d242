import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '@maarad/shared/runtime';
import { freePortsInARow } from '@maarad/shared/testing/free-ports';
import type { Browser, Page } from 'playwright-core';
import { variables } from '../src/config.js';
import { startGateway, type RunningGateway } from '../src/start-gateway.js';
import { comeTo, desktop, patienceMs, phone, violations } from './console-reader.js';
import { openOidcIssuer, type OidcIssuer } from './oidc-issuer.js';
import type { OpenFair } from './open-fair.js';

interface Surroundings {
  fair: OpenFair;
  browser: Browser;
  sell(quantity: number): Promise<unknown>;
}

/** What the browser keeps: this test's own types know no browser. */
type Kept = Record<string, string>;

const clientId = 'maarad-console';

/** A second gateway of the fair, which takes the tokens of an issuer instead of the fair's own. */
export function describeConsoleAtIssuer(surroundings: () => Surroundings): void {
  describe('with an OpenID Connect issuer', () => {
    let issuer: OidcIssuer;
    let gateway: RunningGateway;
    let url: string;

    beforeAll(async () => {
      const { fair } = surroundings();
      const port = await freePortsInARow(2);
      url = `http://localhost:${port}`;
      issuer = await openOidcIssuer(port + 1, clientId, `${url}/console`);
      const names = ['EXHIBITORS', 'SCHEDULING', 'SALES', 'TRAINING', 'PARTNERS'];
      gateway = await startGateway(
        readConfig(variables, {
          ...Object.fromEntries(
            names.map((name, index) => [`${name}_URL`, `http://127.0.0.1:${fair.port + 1 + index}`]),
          ),
          PORT: String(port),
          LOG_LEVEL: 'silent',
          PRINCIPAL_SECRET: readFileSync(join(fair.home, 'keys/principal-secret'), 'utf8'),
          OIDC_ISSUER: issuer.url,
        }),
      );
    }, patienceMs);

    afterAll(async () => {
      await gateway?.shutdown.run('the test is over');
      await issuer?.close();
    }, patienceMs);

    beforeEach(() => {
      Object.assign(issuer, { answer: { login: { accountId: 'admin' } }, accessTokenSeconds: 300 });
    });

    const come = (options = {}) => comeTo(surroundings().browser, url, { ...desktop, locale: 'en-GB', ...options });
    const button = (page: Page, name: string) => page.getByRole('button', { name });

    /** Changes what the tab keeps of its session. */
    const keep = (page: Page, change: Record<string, unknown>) =>
      page.evaluate((changed) => {
        const { sessionStorage } = globalThis as unknown as { sessionStorage: Kept };
        const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:')) as string;
        const kept = JSON.parse(sessionStorage[key] as string) as object;
        sessionStorage[key] = JSON.stringify({ ...kept, ...changed });
      }, change);
    const comeAgainWith = async (page: Page, change: Record<string, unknown>) => {
      await keep(page, change);
      await page.reload();
    };

    test('the page may speak to the gateway and to the issuer, to nobody else', async () => {
      const answer = await fetch(`${url}/console`);
      const policy = answer.headers.get('content-security-policy')?.split('; ');
      expect(policy?.find((rule) => rule.startsWith('connect-src'))).toBe(`connect-src 'self' ${issuer.url}`);
      expect(await (await fetch(`${url}/console/sign-in.json`)).json()).toEqual({ issuer: issuer.url, clientId });
      const local = surroundings().fair.url;
      expect((await fetch(`${local}/console`)).headers.get('content-security-policy')).toContain("connect-src 'self';");
      expect(await (await fetch(`${local}/console/sign-in.json`)).json()).toBeNull();
    });

    test('whoever signs in there is back on the page it wanted, stays in while tokens follow each other, and out when it leaves', async () => {
      // So short that a page that stays open needs several.
      issuer.accessTokenSeconds = 2;
      const { page, hosts, complaints } = await come();
      await page.goto(`${url}/console#audit`);
      let sockets = 0;
      page.on('websocket', () => (sockets += 1));
      await button(page, 'Sign in').click();
      await page.locator('nav a[href="#audit"][aria-current]').waitFor();
      expect(page.url()).toBe(`${url}/console#audit`);
      const kept = await page.evaluate(() =>
        Object.keys((globalThis as unknown as { localStorage: Kept }).localStorage),
      );
      expect(kept.filter((key) => !['maarad.language', 'maarad.theme'].includes(key))).toEqual([]);
      await page.locator('nav a[href="#fair"]').click();
      await page.locator('.live.on').waitFor();

      // The gateway ends a subscription when its token's time is over, 5 s of tolerance included; the page opens the next.
      while (sockets < 2) {
        await page.waitForEvent('websocket');
      }
      await page.locator('.live.on').waitFor();
      expect(issuer.renewals).toBeGreaterThan(2);
      await surroundings().sell(1);
      await page.locator('[data-event="org.maarad.sales.sale.recorded.v1"]').waitFor();

      const before = issuer.signIns;
      await button(page, 'Sign out').click();
      await button(page, 'Leave').click();
      await page.waitForURL(`${url}/console`);
      await button(page, 'Sign in').click();
      await page.locator('nav').waitFor();
      expect(issuer.signIns).toBe(before + 1);
      expect([...hosts].sort()).toEqual([new URL(url).host, new URL(issuer.url).host].sort());
      expect(complaints).toEqual([]);
      await page.context().close();
    }, 180_000);

    test('whoever does not run the fair is told so, and may leave and come as somebody else', async () => {
      issuer.answer = { login: { accountId: 'visitor' } };
      const { page } = await come({ locale: 'fr-MA' });
      await button(page, 'Se connecter').click();
      await page.getByRole('alert').filter({ hasText: 'sans le rôle admin' }).waitFor();
      expect(await violations(page)).toEqual([]);
      issuer.answer = { login: { accountId: 'admin' } };
      await button(page, 'Se déconnecter').click();
      await button(page, 'Leave').click();
      await button(page, 'Se connecter').click();
      await page.locator('nav').waitFor();

      // A computer that slept: what is asked with the old token is refused, and asked again with the next.
      await keep(page, { expires_at: 1 });
      const { renewals } = issuer;
      const expired = { errors: [{ message: 'The token has expired.', extensions: { code: 'UNAUTHENTICATED' } }] };
      let refused: string | null = null;
      // Whatever bears it: what the page that is left still asks, nobody reads any more.
      await page.route(`${url}/graphql`, async (route) => {
        const token = await route.request().headerValue('authorization');
        refused ??= token;
        await (token === refused ? route.fulfill({ status: 401, json: expired }) : route.continue());
      });
      await page.locator('nav a[href="#audit"]').click();
      await page.locator('[data-audit]').first().waitFor();
      expect(issuer.renewals).toBe(renewals + 1);

      // A token of other keys, as if the issuer were another.
      await comeAgainWith(page, { access_token: surroundings().fair.token('admin') });
      await page.getByRole('alert').filter({ hasText: 'n’accepte pas cette connexion' }).waitFor();
      await button(page, 'Se connecter').click();
      await page.locator('nav').waitFor();

      // Its time is over, and the issuer gives no other.
      await comeAgainWith(page, { expires_at: 1, refresh_token: 'used' });
      await page.getByRole('alert').filter({ hasText: 'Votre session est terminée' }).waitFor();
      await button(page, 'Se connecter').waitFor();
      await page.context().close();
    }, 180_000);

    test.each([
      ['en-GB', desktop, 'was not begun in this tab'],
      ['ar-MA', phone, 'لم يبدأ تسجيل الدخول هذا في هذه الصفحة'],
    ])(
      'an answer that nobody asked for is refused in %s',
      async (locale, device, text) => {
        const { page } = await come({ ...device, locale, colorScheme: locale === 'ar-MA' ? 'dark' : 'light' });
        await page.goto(`${url}/console?code=theirs&state=theirs#services`);
        await page.getByRole('alert').filter({ hasText: text }).waitFor();
        expect(page.url()).toBe(`${url}/console#services`);
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      },
      180_000,
    );

    test('an answer to another question, of another issuer or for another client is refused, and so is whoever is refused there', async () => {
      const { page } = await come();
      const told = async (text: string) => {
        await button(page, 'Sign in').click();
        await page.getByRole('alert').filter({ hasText: text }).waitFor();
        expect(await page.locator('nav').count()).toBe(0);
      };
      issuer.answer = { error: 'access_denied' };
      await told('access_denied');
      issuer.answer = { login: { accountId: 'admin' } };
      for (const claims of [{ nonce: 'theirs' }, { iss: 'https://theirs.example' }, { aud: 'theirs' }]) {
        await page.route(`${issuer.url}/token`, async (route) => {
          const answer = await route.fetch();
          const body = (await answer.json()) as { id_token: string };
          await route.fulfill({ response: answer, json: { ...body, id_token: withClaims(body.id_token, claims) } });
        });
        await told('not the one that was asked for');
        await page.unroute(`${issuer.url}/token`);
        // So that the next one's text is not this one's.
        await page.reload();
      }
      await page.context().close();
    }, 180_000);
  });
}

function withClaims(token: string, claims: object): string {
  const [header, payload, signature] = token.split('.') as [string, string, string];
  const changed = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), ...claims };
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}
