import type { MigrationInterface, QueryRunner } from 'typeorm';

const ordersTopic = { from: `'maarad.sales', new_order`, to: `'maarad.orders', new_order` };

/** Sales, orders, settlements and closed days have a topic of their own: who may read a topic may read all of it. */
export class OrdersTopic1700000061100 implements MigrationInterface {
  name = 'OrdersTopic1700000061100';

  async up(runner: QueryRunner): Promise<void> {
    await replaceIn(runner, ordersTopic.from, ordersTopic.to);
    // What waits in the outbox goes where its readers look from now on.
    await runner.query(`
      UPDATE outbox SET topic = 'maarad.orders' WHERE sent_at IS NULL AND topic = 'maarad.sales'
        AND event->>'type' ~ '^org\\.maarad\\.sales\\.(sale|order|settlement|day)\\.'
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceIn(runner, ordersTopic.to, ordersTopic.from);
  }
}

/** The rest of the function stays as the migrations before have made it. */
async function replaceIn(runner: QueryRunner, from: string, to: string): Promise<void> {
  const [{ source }]: [{ source: string }] = await runner.query(
    `SELECT pg_get_functiondef('record_sale'::regproc) AS source`,
  );
  if (source.split(from).length !== 2) {
    throw new Error('record_sale tells of a sale in another way than this migration knows.');
  }
  await runner.query(source.replace(from, to));
}
