import type { Work } from '@maarad/shared/database';

/** A receipt's number, and the day on which it counts. */
export interface NextReceipt {
  receiptNumber: string;
  day: string;
}

/**
 * The next receipt of an exhibitor on a day, or on the first open one after it: whoever wants the one after it waits until this
 * transaction has ended.
 */
export async function nextReceipt(work: Work, exhibitorId: string, day: string): Promise<NextReceipt> {
  const [row]: NextReceipt[] = await work.manager.query(
    `SELECT receipt AS "receiptNumber", to_char(left(receipt, 8)::date, 'YYYY-MM-DD') AS day FROM next_receipt($1, $2) AS receipt`,
    [exhibitorId, day],
  );
  return row as NextReceipt;
}
