import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { dataOf } from './ask.js';
import { openFair, until, type OpenFair } from './open-fair.js';
import { makeSmallFair } from './small-fair.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const inBrowser = existsSync(executablePath) ? describe : describe.skip;

const history = '{ events(first: 100, after: "0") { nodes { id } pageInfo { hasNextPage } } }';

let fair: OpenFair;
let browser: Browser;

/** What every visitor may read of the feed, in its order. */
async function feed(): Promise<string[]> {
  const { events }: Record<string, any> = await dataOf(fair.url, history);
  expect(events.pageInfo.hasNextPage).toBe(false);
  return events.nodes.map(({ id }: { id: string }) => id);
}

inBrowser('a page with an EventSource of its own', () => {
  beforeAll(async () => {
    fair = await openFair();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 60_000 });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await fair?.stop();
    fair?.discard();
  }, 60_000);

  test('has the feed from its beginning, and through the death of the partners service what comes later, each event once', async () => {
    await makeSmallFair(fair, fair.token('admin'), 10);
    const page = await browser.newPage();
    const heard: string[] = [];
    await page.exposeFunction('hear', (id: string) => heard.push(id));
    await page.goto(`${fair.url}/asyncapi`);
    await page.evaluate(
      (catalogue) => {
        const { hear } = globalThis as unknown as { hear(id: string): void };
        // What is cut off, the browser opens again with Last-Event-ID; what is refused meanwhile, a page opens anew from there.
        const open = (after: string) => {
          const source = new EventSource(`/events?after=${after}`);
          let last = after;
          const listen = (event: unknown) => {
            const message = event as MessageEvent;
            last = message.lastEventId;
            hear((JSON.parse(message.data as string) as { id: string }).id);
          };
          catalogue.forEach((type) => source.addEventListener(type, listen));
          source.onerror = () => {
            if (source.readyState === EventSource.CLOSED) {
              setTimeout(() => open(last), 200);
            }
          };
        };
        open('0');
      },
      await eventTypes(),
    );
    const before = (await until(feed, (ids) => ids.length > 2 && ids.length === heard.length)).length;

    fair.kill('partners');
    await makeSmallFair(fair, fair.token('admin'), 10);
    const told = await until(
      () => feed().catch(() => []),
      (ids) => ids.length >= 2 * before && ids.length === heard.length,
      60_000,
    );
    expect(told.length).toBeGreaterThan(before);
    expect(heard).toEqual(told);
  }, 120_000);
});

async function eventTypes(): Promise<string[]> {
  const { eventTypes: types }: Record<string, any> = await dataOf(fair.url, '{ eventTypes { type } }');
  return types.map(({ type }: { type: string }) => type);
}
