import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureLocalKeys, type LocalKeys } from '@maarad/shared/auth/local-keys';

export interface Secrets {
  /** What the gateway signs principals with, for the services. */
  principalSecret: string;
  databasePassword: string;
  /** What the training service signs certificates with. */
  certificateKey: string;
  /** What the partners service seals the secrets of webhooks with. */
  webhookKey: string;
  /** What callers' tokens are signed and verified with. */
  keys: LocalKeys;
}

export const keysFolder = (home: string): string => join(home, 'keys');

/** The secrets of the fair in this folder, made at its first start and readable by their owner only. */
export async function ensureSecrets(home: string): Promise<Secrets> {
  const folder = keysFolder(home);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    principalSecret: await secretIn(join(folder, 'principal-secret')),
    databasePassword: await secretIn(join(folder, 'database-password')),
    certificateKey: await secretIn(join(folder, 'certificate-key')),
    webhookKey: await secretIn(join(folder, 'webhook-key')),
    keys: await ensureLocalKeys(folder),
  };
}

async function secretIn(file: string): Promise<string> {
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
  return readFile(file, 'utf8');
}
