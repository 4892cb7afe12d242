import type { FairData } from '../fair-data.js';
import type { GraphClient, Refused } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';

type Ids = Map<string, string | undefined>;
type Contact = FairData['stalls']['contacts'][number];

/** What happens at stalls beside everyday sales: goods come, are lost and counted; resellers buy; people leave their address. */
export async function loadStalls(
  graph: GraphClient,
  actingFor: (exhibitorId: string) => Promise<GraphClient>,
  { stalls }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
  productIds: Ids,
): Promise<void> {
  const inputs = (rows: { key: string; product: string }[]) =>
    rows.map(({ key, product, ...row }) => ({ idempotencyKey: key, productId: productIds.get(product), ...row }));
  await mutateEach(graph, 'receiveStock', 'ReceiveStockInput', inputs(stalls.received));
  await mutateEach(graph, 'writeOffStock', 'WriteOffStockInput', inputs(stalls.lost));
  await mutateEach(graph, 'correctStock', 'CorrectStockInput', inputs(stalls.counted));
  const wholesale = stalls.wholesale.map(({ key, exhibitor, lines, ...sale }) => ({
    ...{ idempotencyKey: key, editionId, exhibitorId: exhibitorIds.get(exhibitor), channel: 'WHOLESALE', ...sale },
    lines: lines.map(({ product, quantity }) => ({ productId: productIds.get(product), quantity })),
  }));
  await mutateEach(graph, 'recordSale', 'RecordSaleInput', wholesale);
  for (const contact of stalls.contacts) {
    await leaveContact(await actingFor(exhibitorIds.get(contact.exhibitor) ?? ''), contact, exhibitorIds);
  }
}

/** Only the exhibitor itself may keep and read them. One that was erased does not come back. */
async function leaveContact(
  client: GraphClient,
  { key, exhibitor, erased, ...said }: Contact,
  exhibitorIds: Map<string, string>,
): Promise<void> {
  const input = { idempotencyKey: key, exhibitorId: exhibitorIds.get(exhibitor), collectedAt: said.consentAt, ...said };
  const done = ({ code }: Refused) => erased !== undefined && code === 'CONFLICT';
  const [kept] = await mutateEach(client, 'recordCustomer', 'RecordCustomerInput', [input], { done });
  const erasures = kept && erased ? [{ customerId: kept.id, reason: erased }] : [];
  await mutateEach(client, 'eraseCustomer', 'EraseCustomerInput', erasures, { selection: '__typename' });
}
