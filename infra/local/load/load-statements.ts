import type { FairData } from '../fair-data.js';
import type { GraphClient } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';

/** Days are closed, for all by the organiser and for some by themselves; a sale that comes late counts on the next open day. */
export async function loadStatements(
  graph: GraphClient,
  actingFor: (exhibitorId: string) => Promise<GraphClient>,
  { statements }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
  productIds: Map<string, string | undefined>,
): Promise<void> {
  const { feesPercent: percent, closedForAll, closed, late } = statements;
  await mutateEach(graph, 'setFairFees', 'SetFairFeesInput', [{ editionId, percent }], { selection: 'percent' });
  const days = closedForAll.map((day) => ({ editionId, day }));
  await mutateEach(graph, 'closeFairDay', 'CloseFairDayInput', days, { selection: 'closedAt' });
  for (const { exhibitor, day } of closed) {
    const exhibitorId = exhibitorIds.get(exhibitor) ?? '';
    const own = { exhibitorId, editionId, day };
    await mutateEach(await actingFor(exhibitorId), 'closeDay', 'CloseDayInput', [own], { selection: 'closedAt' });
  }
  const sales = late.map(({ key, exhibitor, lines, ...sale }) => ({
    ...{ idempotencyKey: key, editionId, exhibitorId: exhibitorIds.get(exhibitor), ...sale },
    lines: lines.map(({ product, quantity }) => ({ productId: productIds.get(product), quantity })),
  }));
  await mutateEach(graph, 'recordSale', 'RecordSaleInput', sales);
}
