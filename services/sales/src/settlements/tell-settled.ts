import { settlementSettled } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import type { Settlement, SettlementResolution } from './settlement.entity.js';

/** Tells how a settlement that has just been settled was. */
export function tellSettled(work: Work, settlement: Settlement, at: Date): void {
  const { id, exhibitorId, editionId, orderId, productId, missing, resolution, substituteId } = settlement;
  const facts = { exhibitorId, editionId, orderId, productId, missing, substituteId };
  work.record(
    settlementSettled(id, { ...facts, resolution: resolution as SettlementResolution }, { edition: editionId, at }),
  );
}
