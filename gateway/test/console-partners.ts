import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { dataOf } from './ask.js';
import { desktop, narrowest, phone, violations } from './console-reader.js';
import type { OpenFair } from './open-fair.js';
import { openWebhookReceiver, type WebhookReceiver } from './read-channels.js';

interface Surroundings {
  fair: OpenFair;
  admin: string;
  /** Whose sales the partners hear of. */
  exhibitorId: string;
  comeAs(options: BrowserContextOptions): Promise<{ page: Page }>;
  signIn(page: Page): Promise<void>;
  sell(quantity: number): Promise<unknown>;
  inDatabaseOf(service: string, statement: string, values?: unknown[]): Promise<void>;
}

const register = 'mutation ($input: RegisterPartnerInput!) { made: registerPartner(input: $input) { id } }';
const giveAccess = 'mutation ($input: PartnerAccessInput!) { grantPartnerAccess(input: $input) { id } }';
const createEndpoint =
  'mutation ($input: CreateWebhookEndpointInput!) { made: createWebhookEndpoint(input: $input) { secret } }';

/** What an administrator sees of partners' webhooks, and mends. */
export function describePartnersInConsole(surroundings: () => Surroundings): void {
  const asAdmin = (query: string, input: object) =>
    dataOf(surroundings().fair.url, query, { input }, { token: surroundings().admin });

  async function registerPartner(): Promise<string> {
    const input = { idempotencyKey: randomUUID(), name: { fr: 'Conseil régional' }, kind: 'REGIONAL_COUNCIL' };
    return (await asAdmin(register, input)).made.id as string;
  }

  /** A partner that hears of sales by webhook. */
  async function openPartner(): Promise<{ partnerId: string; receiver: WebhookReceiver }> {
    const [receiver, partnerId] = [await openWebhookReceiver(), await registerPartner()];
    await asAdmin(giveAccess, { partnerId, exhibitorId: surroundings().exhibitorId });
    const filter = { types: ['org.maarad.sales.sale.recorded.v1'] };
    const { made } = await asAdmin(createEndpoint, {
      idempotencyKey: receiver.url,
      partnerId,
      url: receiver.url,
      filter,
    });
    receiver.secret = made.secret as string;
    return { partnerId, receiver };
  }

  test('shows what the receiver of a partner refused and why, and sends it again when it is well', async () => {
    const { comeAs, signIn, sell } = surroundings();
    const { receiver } = await openPartner();
    receiver.failures = Infinity;
    const { page } = await comeAs({ ...desktop, locale: 'en-GB' });
    await signIn(page);
    await page.locator('nav a[href="#partners"]').click();
    await sell(1);
    await page
      .locator('[data-endpoint]', { hasText: receiver.url })
      .getByRole('button', { name: /Deliveries/ })
      .click();
    const delivery = page.locator('[data-delivery]').first();
    await delivery.getByText(/Attempts: \d/).click();
    await delivery
      .getByText(/The receiver failed\.\s+500/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(receiver.read).toEqual([]);
    receiver.movedTo = 'http://127.0.0.1:1/';
    await delivery.getByRole('button', { name: /Send again/ }).click();
    await delivery.getByText(/A redirect counts as a failure.*\s+307/).waitFor();
    expect(await violations(page)).toEqual([]);
    receiver.movedTo = undefined;
    receiver.failures = 0;
    await delivery.getByRole('button', { name: /Send again/ }).click();
    await page.getByText('It is on its way again.').waitFor();
    await delivery.getByText('Delivered').waitFor();
    expect(receiver.read).toHaveLength(1);
    await page.getByRole('button', { name: /State/ }).click();
    await page.getByRole('option', { name: 'Given up' }).click();
    await delivery.waitFor({ state: 'detached' });
    await page.context().close();
    await receiver.close();
  }, 180_000);

  test('lets an endpoint that is paused or disabled go on, wherever among the partners it is', async () => {
    const { comeAs, signIn, sell, inDatabaseOf } = surroundings();
    const { partnerId, receiver } = await openPartner();
    await Promise.all(Array.from({ length: 50 }, registerPartner));
    await inDatabaseOf(
      'partners',
      `UPDATE webhook_endpoints SET failures = 6, failing_since = now(), paused_until = now() + interval '1 hour'
       WHERE partner_id = $1`,
      [partnerId],
    );
    const { page } = await comeAs({ ...phone, locale: 'en-GB' });
    await signIn(page);
    await page.locator('nav a[href="#partners"]').click();
    await page.getByRole('button', { name: 'Older' }).click();
    const row = page.locator('[data-endpoint]', { hasText: receiver.url });
    await row.getByText(/paused until .* (WET|GMT|UTC)/).waitFor();
    expect(await violations(page)).toEqual([]);
    await row.getByRole('button', { name: /End the pause/ }).click();
    await page.getByText('The pause is over.').waitFor();
    await row.getByRole('button', { name: /Disable/ }).click();
    await page.getByText('It is disabled').waitFor();
    await row.getByText('by hand').waitFor();
    await sell(1);
    await row.getByRole('button', { name: /Enable/ }).click();
    await page.getByText('gets what it missed').waitFor();
    await row.getByRole('button', { name: /Deliveries/ }).click();
    await page.locator('[data-delivery]').getByText('Delivered').waitFor();
    expect(receiver.read).toHaveLength(1);
    await page.context().close();
    await receiver.close();
  }, 180_000);

  test('registers a partner by keyboard and in Arabic, says beside a field what is wrong with it, and goes on to its credential', async () => {
    const { fair, comeAs, signIn } = surroundings();
    const { page } = await comeAs({ viewport: { width: narrowest, height: 800 }, locale: 'ar-MA' });
    await signIn(page);
    await page.locator('nav a[href="#partners"]').click();
    const press = (key: string) => page.keyboard.press(key);
    const refusal = (name: string) => page.locator('.react-aria-FieldError', { hasText: name });
    await page.getByRole('button', { name: 'تسجيل شريك' }).press('Enter');
    await page.locator(':focus', { hasText: 'تسجيل شريك' }).waitFor();
    await page.getByRole('button', { name: 'تسجيل', exact: true }).press('Enter');
    await page.locator('input[name="name.ar"]:focus').waitFor();
    expect(await refusal('هذا مطلوب').count()).toBe(2);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.insertText('م'.repeat(5_001));
    // Past the other languages to what it is, and two further down; then the first region.
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'ArrowDown', 'ArrowDown', 'Tab', 'Space']) {
      await press(key);
    }
    expect(await page.getByRole('radio', { checked: true }).getAttribute('value')).toBe('NGO');
    await page.getByRole('button', { name: 'تسجيل', exact: true }).press('Enter');
    await refusal('لا يُقبل هذا:').filter({ hasText: '5000' }).waitFor();
    expect(await page.locator('input[name="name.ar"][aria-invalid]').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(narrowest);
    await page.getByRole('textbox', { name: 'العربية' }).fill('شبكة التعاونيات');
    await page.getByRole('textbox', { name: 'العربية' }).press('Enter');
    await page.locator(':focus', { hasText: 'مفاتيح ولوج شبكة التعاونيات' }).waitFor();
    await page.getByLabel('أين سيُستعمل المفتاح الجديد').fill('webhook');
    await press('Enter');
    const secret = await page.locator('pre', { hasText: /^mp_/ }).innerText();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(narrowest);
    const { me } = await dataOf(fair.url, '{ me { partner { kind regions name { value } } } }', {}, { token: secret });
    expect(me.partner).toEqual({
      ...{ kind: 'NGO', regions: ['TANGER_TETOUAN_AL_HOCEIMA'], name: { value: 'شبكة التعاونيات' } },
    });
    await page.context().close();
  }, 180_000);

  test('issues a credential that is shown once, and revokes it with a reason', async () => {
    const { fair, comeAs, signIn } = surroundings();
    const partnerId = await registerPartner();
    const { page } = await comeAs({ ...desktop, locale: 'en-GB' });
    await signIn(page);
    await page.locator('nav a[href="#partners"]').click();
    // The latest registered is the first.
    await page
      .getByRole('button', { name: /Credentials/ })
      .first()
      .click();
    await page.locator(':focus', { hasText: 'Credentials of' }).waitFor();
    await page.getByLabel('Where a new one will be used').fill('The till');
    await page.getByRole('button', { name: 'Issue' }).click();
    const secret = await page.locator('pre', { hasText: /^mp_/ }).innerText();
    const { me } = await dataOf(fair.url, '{ me { role partner { id } } }', {}, { token: secret });
    expect(me).toEqual({ role: 'PARTNER', partner: { id: partnerId } });
    const credential = page.locator('[data-credential]', { hasText: 'The till' });
    await credential.getByText('Good').waitFor();
    await credential.getByRole('button', { name: /Revoke/ }).click();
    await credential.getByLabel('Why is it revoked?').fill('Lost');
    expect(await violations(page)).toEqual([]);
    await credential.getByRole('button', { name: 'Revoke for good' }).click();
    await credential.getByText('Revoked', { exact: true }).waitFor();
    await credential.getByText('Lost').waitFor();
    expect(await credential.getByRole('button').count()).toBe(0);
    await page.context().close();
  }, 180_000);
}
