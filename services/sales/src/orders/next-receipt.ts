import type { Work } from '@maarad/shared/database';

/** The next receipt of an exhibitor on a day: whoever wants the one after it waits until this transaction has ended. */
export async function nextReceipt(work: Work, exhibitorId: string, day: string): Promise<string> {
  const [row]: { receipt: string }[] = await work.manager.query('SELECT next_receipt($1, $2) AS receipt', [
    exhibitorId,
    day,
  ]);
  return row?.receipt as string;
}
