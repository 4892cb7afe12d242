import type { DataSource } from 'typeorm';
import { newSigningKey, type SigningKey } from '@maarad/shared/auth';
import { KeptSigningKey } from './signing-key.entity.js';

const id = 'programme';

/** The key that programmes are signed with. Two processes that make one at once end up with the same. */
export async function programmeKey(database: DataSource): Promise<SigningKey> {
  const keys = database.getRepository(KeptSigningKey);
  const kept = await keys.findOneBy({ id });
  if (kept) {
    return kept.key;
  }
  await keys
    .createQueryBuilder()
    .insert()
    .values({ id, key: await newSigningKey() })
    .orIgnore()
    .execute();
  return (await keys.findOneByOrFail({ id })).key;
}
