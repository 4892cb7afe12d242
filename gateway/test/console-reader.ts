import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type axe from 'axe-core';

export const patienceMs = 60_000;
export const desktop = { viewport: { width: 1360, height: 900 } };
/** Pixels, by WCAG 1.4.10: as a page of 1,280 is at 400 %. */
export const narrowest = 320;
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let pictures = 0;

/** A reader who has come to the console of a gateway, and what the page asked for and complained about. */
export async function comeTo(browser: Browser, gateway: string, options: BrowserContextOptions) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const hosts = new Set<string>();
  const complaints: string[] = [];
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  page.on('websocket', (socket) => hosts.add(new URL(socket.url()).host));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${gateway}/console`);
  return { page, hosts, complaints };
}

/** Chooses another language, by its own name. */
export async function readIn(page: Page, language: 'العربية' | 'Français' | 'English'): Promise<void> {
  await page.locator('.choice button').first().click();
  await page.getByRole('option', { name: language }).click();
}

/** What breaks WCAG 2.2 AA on the page as it stands; SCREENSHOTS names a folder for pictures of it. */
export async function violations(page: Page): Promise<string[]> {
  if (process.env.SCREENSHOTS) {
    pictures += 1;
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${pictures}.png`, fullPage: true });
  }
  await page.evaluate(axeSource);
  const found = (await page.evaluate(
    (tags) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: tags } as axe.RunOptions),
    wcag,
  )) as axe.AxeResults;
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
