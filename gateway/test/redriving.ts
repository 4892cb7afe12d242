import { ask, dataOf } from './ask.js';
import { until, type OpenFair } from './open-fair.js';
import { approveExhibitor, listProduct, productOf } from './small-fair.js';

/** What becomes of an event that no one could handle, in a fair that is open. */
export function testRedriving(opened: () => { fair: OpenFair; admin: string }): void {
  test('an event that a fault of the database parked is handled when it is re-driven after that is mended, and is parked no more', async () => {
    const { fair, admin } = opened();
    const { currentEdition } = await dataOf(fair.url, '{ currentEdition { id } }');
    await fair.inDatabaseOf('sales', 'ALTER TABLE stalls ADD CONSTRAINT out_of_order CHECK (false) NOT VALID');
    const { exhibitorId, registrationId } = await approveExhibitor(fair, admin, currentEdition.id);
    const parked = async () => {
      const { platform } = await dataOf(
        fair.url,
        '{ platform { deadLetters(service: "sales") { nodes { id event handler } } } }',
        {},
        { token: admin },
      );
      return platform.deadLetters.nodes.filter(({ event }: any) => JSON.stringify(event).includes(registrationId));
    };
    const [letter] = await until(parked, ({ length }) => length > 0);
    expect(letter).toMatchObject({ handler: 'openStallWhenRegistrationApproved' });
    const redrive = () =>
      ask(fair.url, `mutation { redriveDeadLetter(service: "sales", id: "${letter.id}") }`, {}, { token: admin });
    expect((await redrive()).errors?.[0]?.extensions.code).toBe('CONFLICT');
    expect(await parked()).toHaveLength(1);
    await fair.inDatabaseOf('sales', 'ALTER TABLE stalls DROP CONSTRAINT out_of_order');
    expect((await redrive()).data).toEqual({ redriveDeadLetter: true });
    expect(await parked()).toEqual([]);
    expect((await redrive()).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const product = productOf(currentEdition.id, exhibitorId, 5);
    expect((await ask(fair.url, listProduct, product, { token: admin })).data?.made.id).toEqual(expect.any(String));
  }, 60_000);
}
