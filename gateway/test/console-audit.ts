import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { narrowest, readIn, violations } from './console-reader.js';

interface Surroundings {
  comeAs(options: BrowserContextOptions): Promise<{ page: Page }>;
  signIn(page: Page): Promise<void>;
  inDatabaseOf(service: string, statement: string, values?: unknown[]): Promise<void>;
}

/** What an administrator reads of the decisions; one of them has approved registrations. */
export function describeAuditInConsole(surroundings: () => Surroundings): void {
  test('says in the reader’s language what was decided, and finds it by those words; what the graph no longer has is shown by its name', async () => {
    const { comeAs, signIn, inDatabaseOf } = surroundings();
    await inDatabaseOf(
      'training',
      `INSERT INTO audit (id, operation, entities, principal, role)
       VALUES ($1, 'bygoneOperation', '[]', 'somebody', 'admin')`,
      [randomUUID()],
    );
    const { page } = await comeAs({ viewport: { width: narrowest, height: 800 }, locale: 'ar-MA' });
    await signIn(page);
    await page.locator('nav a[href="#audit"]').click();
    const entries = page.locator('[data-audit]');
    const bygone = entries.filter({ hasText: 'bygoneOperation' });
    await bygone.waitFor();
    expect(await bygone.getByText('bygoneOperation').count()).toBe(1);

    await page.getByLabel('العملية').fill('قُبل تسجيل');
    await page.getByRole('button', { name: 'بحث' }).click();
    await bygone.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'الكل' }).waitFor();
    for (const [language, words] of [
      ['العربية', 'قُبل تسجيل'],
      ['Français', 'Inscription approuvée'],
      ['English', 'Registration approved'],
    ] as const) {
      await readIn(page, language);
      await entries.first().getByText(words, { exact: true }).waitFor();
      expect(await entries.filter({ hasText: 'approveRegistration' }).count()).toBe(await entries.count());
      expect(await page.locator('form[role=search] input[list]').inputValue()).toBe(words);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(narrowest);
      const offered = await page
        .locator('datalist option')
        .evaluateAll((options) => options.map((option) => option.getAttribute('value')));
      expect(offered).toContain(words);
      expect(new Set(offered).size).toBe(offered.length);
    }
    await page.context().close();
  }, 180_000);
}
