import { timingSafeEqual } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { credentialIdOf, hashOf } from './secret.js';

/** Whose a secret is and until when, or why it is no good. Only the bearer of the right secret hears more than `UNKNOWN`. */
export type Checked =
  { partnerId: string; expiresAt: string | null } | { refused: 'UNKNOWN' | 'REVOKED' | 'EXPIRED' | 'CLOSED' };

interface Row {
  hash: Buffer;
  partnerId: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
  closedAt: Date | null;
}

/** Compared where there is no credential, so that an unknown id takes as long as a wrong secret. */
const nobody = Buffer.alloc(32);

/** Looks a secret up, and notes once a minute that it is used. */
export async function checkCredential(database: DataSource, secret: string, now: Date): Promise<Checked> {
  const id = credentialIdOf(secret);
  if (!id) {
    return { refused: 'UNKNOWN' };
  }
  const [row]: Row[] = await database.query(
    `SELECT c.secret_hash AS hash, c.partner_id AS "partnerId", c.expires_at AS "expiresAt",
            c.revoked_at AS "revokedAt", p.closed_at AS "closedAt"
     FROM partner_credentials c JOIN partners p ON p.id = c.partner_id WHERE c.id = $1`,
    [id],
  );
  const fits = timingSafeEqual(hashOf(secret), row?.hash ?? nobody);
  if (!row || !fits) {
    return { refused: 'UNKNOWN' };
  }
  if (row.revokedAt) {
    return { refused: 'REVOKED' };
  }
  if (row.expiresAt && row.expiresAt <= now) {
    return { refused: 'EXPIRED' };
  }
  if (row.closedAt) {
    return { refused: 'CLOSED' };
  }
  await database.query(
    `UPDATE partner_credentials SET last_used_at = $2
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $2::timestamptz - interval '1 minute')`,
    [id, now],
  );
  return { partnerId: row.partnerId, expiresAt: row.expiresAt?.toISOString() ?? null };
}
