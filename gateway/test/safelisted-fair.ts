import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../src/package-folder.js';
import type { SafeOperation } from '../src/safelist/manifest.js';
import { ask } from './ask.js';
import { doors } from './doors.js';
import { openGatewayBeside } from './gateway-beside.js';
import type { OpenFair } from './open-fair.js';

/** What holds where a gateway answers the published operations only, over the services of a fair that is open. */
export function testSafelisted(opened: () => OpenFair): void {
  test('where only safelisted operations are answered, one of the manifest is, by every way in, and every other is refused', async () => {
    const fair = opened();
    const { operations } = JSON.parse(readFileSync(join(packageFolder, 'operations/manifest.json'), 'utf8')) as {
      operations: SafeOperation[];
    };
    const bodyOf = (wanted: string) => operations.find(({ name }) => name === wanted)?.body as string;
    const safe = await openGatewayBeside(fair, { OPERATIONS: 'safelisted' });
    try {
      expect(Object.keys(doors)).toEqual(
        expect.arrayContaining(['POST /graphql', 'ws /graphql', 'POST /graphql/stream']),
      );
      for (const door of Object.values(doors)) {
        expect(await door(safe.url, bodyOf('TheWholeFair'))).toEqual({ status: 200, message: '' });
        const other = bodyOf('TheWholeFair').replace('startsOn', '');
        expect(await door(fair.url, other)).toEqual({ status: 200, message: '' });
        expect(await door(safe.url, other)).toMatchObject({
          code: 'FORBIDDEN',
          message: expect.stringContaining('published manifests'),
        });
      }
      const { data } = await ask(safe.url, bodyOf('TheWholeFair'));
      expect(data?.currentEdition.exhibitors.nodes.length).toBeGreaterThan(0);
    } finally {
      await safe.stop();
    }
  }, 60_000);
}
