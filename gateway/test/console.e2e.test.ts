import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { ask, dataOf } from './ask.js';
import { describeConsoleAtIssuer } from './console-at-issuer.js';
import { describeAuditInConsole } from './console-audit.js';
import { describePartnersInConsole } from './console-partners.js';
import { comeTo, desktop, narrowest, patienceMs, phone, readIn, violations } from './console-reader.js';
import { openFair, type OpenFair } from './open-fair.js';
import { approveExhibitor, listProduct, makeSmallFair, productOf, type SmallFair } from './small-fair.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** A newcomer needs no browser to test the rest; .ci/run installs one. */
const inBrowser = existsSync(executablePath) ? describe : describe.skip;

let fair: OpenFair;
let small: SmallFair;
let admin: string;
let browser: Browser;

const comeAs = (options: BrowserContextOptions) => comeTo(browser, fair.url, options);

async function signIn(page: Page, token = admin): Promise<void> {
  await page.locator('textarea').fill(token);
  await page.locator('button[type=submit]').click();
}

const sell = (quantity: number) =>
  dataOf(
    fair.url,
    'mutation ($input: RecordSaleInput!) { recordSale(input: $input) { id } }',
    {
      input: {
        idempotencyKey: randomUUID(),
        exhibitorId: small.exhibitorId,
        payment: 'CASH',
        soldAt: '2025-01-27T11:00:00Z',
        lines: [{ productId: small.productId, quantity }],
      },
    },
    { token: admin },
  );

/** Runs a statement in the database of a service. */
async function inDatabaseOf(service: string, statement: string, values: unknown[] = []): Promise<void> {
  const password = readFileSync(join(fair.home, 'keys/database-password'), 'utf8');
  const client = new pg.Client(`postgres://postgres:${password}@127.0.0.1:${fair.port + 6}/maarad_${service}`);
  await client.connect();
  await client.query(statement, values);
  await client.end();
}

/** Parks what no handler of the service has, as its consumer would. */
async function park(service: string): Promise<string> {
  const id = randomUUID();
  await inDatabaseOf(
    service,
    `INSERT INTO dead_letters (id, handler, topic, partition, log_offset, key, value, error, attempts)
     VALUES ($1, 'noSuchHandler', 'maarad.sales', 0, '0', 'k', '{"id":"parked"}', 'It broke', 8)`,
    [id],
  );
  return id;
}

const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`);

inBrowser('the console', () => {
  beforeAll(async () => {
    fair = await openFair({ webhookLocal: true });
    admin = fair.token('admin');
    small = await makeSmallFair(fair, admin, 50);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: patienceMs });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await fair?.stop();
    fair?.discard();
  }, patienceMs);

  test('the figures move after a sale, and the sale appears among what happens, without a reload', async () => {
    const { page, hosts, complaints } = await comeAs({ ...desktop, locale: 'en-GB' });
    await signIn(page);
    await page.locator('.live.on').waitFor();
    await figure(page, 'orders').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { stillHere: true }));
    await sell(2);
    await page.locator('[data-event="org.maarad.sales.sale.recorded.v1"]').waitFor();
    await figure(page, 'orders').filter({ hasText: /^1$/ }).waitFor();
    await figure(page, 'revenue').filter({ hasText: '240' }).waitFor();
    await figure(page, 'revenue-of-day').filter({ hasText: '240' }).waitFor();
    expect(await page.evaluate(() => 'stillHere' in globalThis)).toBe(true);
    expect([...hosts]).toEqual([new URL(fair.url).host]);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 180_000);

  test('is read in Arabic from right to left, on a phone too, by whoever asks for it first', async () => {
    const { page } = await comeAs({ ...phone, locale: 'ar-MA' });
    const root = page.locator('html[lang="ar"][dir="rtl"]');
    await root.waitFor();
    await signIn(page);
    await page.getByRole('heading', { level: 1, name: 'معرض' }).waitFor();
    const [first, second] = await Promise.all([
      page.locator('nav a').nth(0).boundingBox(),
      page.locator('nav a').nth(1).boundingBox(),
    ]);
    expect(first!.x).toBeGreaterThan(second!.x);
    await figure(page, 'revenue-of-day').waitFor();
    // As much as a whole fair takes.
    await page.evaluate(
      `document.querySelectorAll('[data-figure^="revenue"]').forEach((shown) => (shown.textContent = '1.150.736\u00a0د.م.'))`,
    );
    for (const width of [phone.viewport.width, narrowest]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    await page.context().close();
  }, 180_000);

  test('the reader chooses the language and the light, and finds them again', async () => {
    const { page } = await comeAs({ ...desktop, locale: 'en-GB', colorScheme: 'light' });
    await page.getByRole('button', { name: /Language/ }).click();
    await page.getByRole('option', { name: 'Français' }).click();
    await page.locator('html[lang="fr"][dir="ltr"]').waitFor();
    await page.getByRole('button', { name: /Apparence/ }).click();
    await page.getByRole('option', { name: 'Sombre' }).click();
    await page.reload();
    await page.locator('html[lang="fr"][data-theme="dark"]').waitFor();
    await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
    await page.context().close();
  }, 180_000);

  test.each([
    ['a desktop, light, in English', { ...desktop, locale: 'en-GB', colorScheme: 'light' }],
    ['a phone, dark, in Arabic', { ...phone, locale: 'ar-MA', colorScheme: 'dark' }],
  ] as const)(
    'no page violates WCAG 2.2 AA on %s',
    async (_reader, options) => {
      const { page } = await comeAs(options);
      await page.locator('textarea').waitFor();
      expect(await violations(page)).toEqual([]);
      await signIn(page);
      await figure(page, 'registrations-APPROVED').waitFor();
      expect(await violations(page)).toEqual([]);
      for (const name of ['partners', 'services', 'audit', 'queries']) {
        await page.locator(`nav a[href="#${name}"]`).click();
        await page.locator(`nav a[href="#${name}"][aria-current]`).waitFor();
        await page.locator('main h1').waitFor();
        if (name === 'services') {
          await page.locator('[data-service]').first().waitFor();
        }
        if (name === 'audit') {
          await page.locator('[data-audit]').first().waitFor();
        }
        expect(await violations(page)).toEqual([]);
      }
      await page.context().close();
    },
    180_000,
  );

  test('a service that stops answering turns red with the next reading, every 3 s, and green again when it answers', async () => {
    const { page } = await comeAs({ ...desktop, locale: 'en-GB' });
    let readings = 0;
    page.on('request', (request) => (readings += Number(request.postData()?.includes('ConsolePlatform') ?? false)));
    await signIn(page);
    await page.locator('nav a[href="#services"]').click();
    await page.locator('[data-service="training"][data-status="UP"]').waitFor();
    expect(await page.locator('[data-status="UP"]').count()).toBe(5);
    const training = fair
      .pids()
      .filter((pid) => readFileSync(`/proc/${pid}/cmdline`).includes('services/training/dist'));
    expect(training).toHaveLength(1);
    readings = 0;
    try {
      process.kill(training[0]!, 'SIGSTOP');
      await page.locator('[data-service="training"][data-status="DOWN"] .bad').waitFor();
      // One may have been under way; each is answered within little more than a second.
      expect(readings).toBeLessThanOrEqual(2);
      expect(await violations(page)).toEqual([]);
    } finally {
      process.kill(training[0]!, 'SIGCONT');
    }
    await page.locator('[data-service="training"][data-status="UP"] .good').waitFor();
    await page.context().close();
  }, 180_000);

  test('a parked event stays when it fails again, and goes when it is given up with a reason', async () => {
    const { page } = await comeAs({ ...phone, locale: 'en-GB' });
    await signIn(page);
    const letter = page.locator(`[data-dead-letter="${await park('training')}"]`);
    await page.locator('nav a[href="#services"]').click();
    await letter.getByText('It broke', { exact: true }).waitFor();
    await letter.getByRole('button', { name: /Try again/ }).click();
    const refused = page.getByRole('alert');
    await refused.filter({ hasText: 'It conflicts with how things are.' }).locator('small').waitFor();
    await readIn(page, 'Français');
    await refused.filter({ hasText: 'Cela s’oppose à ce qui est en place.' }).locator('small').waitFor();
    expect(await violations(page)).toEqual([]);
    await readIn(page, 'English');
    await letter.getByRole('button', { name: /Discard/ }).click();
    const giveUp = letter.getByRole('button', { name: 'Discard for good' });
    expect(await giveUp.isDisabled()).toBe(true);
    await letter.getByLabel('Why is it given up?').fill('Parked by a test');
    expect(await violations(page)).toEqual([]);
    await giveUp.click();
    await page.getByText('It is given up; the reason is kept.').waitFor();
    await letter.waitFor({ state: 'detached' });
    await page.locator('nav a[href="#audit"]').click();
    await page.getByLabel('Operation').fill('discardDeadLetter');
    await page.getByRole('button', { name: 'Look' }).click();
    await page.locator('[data-audit]').getByText('Parked by a test').waitFor();
    await page.context().close();
  }, 180_000);

  test('lets in nobody but an administrator', async () => {
    const { page } = await comeAs({ ...desktop, locale: 'en-GB' });
    await signIn(page, 'not.a.token');
    await page.getByText('The token is not accepted').waitFor();
    await signIn(page, fair.token('exhibitor', '--exhibitor', small.exhibitorId));
    await page.getByText('not of the role admin').waitFor();
    expect(await figure(page, 'revenue').count()).toBe(0);
    await page.context().close();
  }, 180_000);

  test('an event that a fault of the database parked goes through once that is mended and it is tried again', async () => {
    await inDatabaseOf('sales', 'ALTER TABLE stalls ADD CONSTRAINT out_of_order CHECK (false) NOT VALID');
    const { exhibitorId, registrationId } = await approveExhibitor(fair, admin, small.editionId);
    const { page } = await comeAs({ ...desktop, locale: 'en-GB' });
    await signIn(page);
    await page.locator('nav a[href="#services"]').click();
    const letter = page.locator('[data-dead-letter]', { hasText: registrationId });
    await letter.getByText('out_of_order').first().waitFor();
    expect(await violations(page)).toEqual([]);
    const product = productOf(small.editionId, exhibitorId, 5);
    const listing = () => ask(fair.url, listProduct, product, { token: admin });
    expect((await listing()).errors).toHaveLength(1);
    await inDatabaseOf('sales', 'ALTER TABLE stalls DROP CONSTRAINT out_of_order');
    await letter.getByRole('button', { name: /Try again/ }).click();
    await page.getByText('It was handled.').waitFor();
    await letter.waitFor({ state: 'detached' });
    expect((await listing()).data?.made.id).toEqual(expect.any(String));
    await page.context().close();
  }, 180_000);

  describeAuditInConsole(() => ({ comeAs, signIn, inDatabaseOf }));
  describePartnersInConsole(() => ({
    fair,
    admin,
    exhibitorId: small.exhibitorId,
    comeAs,
    signIn,
    sell,
    inDatabaseOf,
  }));
  describeConsoleAtIssuer(() => ({ fair, browser, sell }));
});
