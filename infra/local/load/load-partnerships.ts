import type { FairData } from '../fair-data.js';
import type { GraphClient, Refused } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';

type FollowUps = FairData['partnerships']['between'][number]['followUps'];

const done = ({ code }: Refused) => code === 'ILLEGAL_TRANSITION';

/** Each side does its own part: one proposes, the other answers, and the proposer tells later how it fares. */
export async function loadPartnerships(
  actingFor: (exhibitorId: string) => Promise<GraphClient>,
  { partnerships, edition }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<void> {
  const idOf = (key: string) => exhibitorIds.get(key) ?? '';
  const followUp = async (client: GraphClient, key: string, partnershipId: string, followUps: FollowUps) =>
    mutateEach(
      client,
      'recordPartnershipFollowUp',
      'RecordPartnershipFollowUpInput',
      followUps.map(({ amount, ...said }, index) => ({
        ...{ idempotencyKey: `${key}-${index + 1}`, partnershipId, ...said },
        ...(amount && { amount: { amount, currency: edition.currency } }),
      })),
    );
  for (const { key, from, to, then, reason, followUps, ...facts } of partnerships.between) {
    const [proposer, other] = await Promise.all([actingFor(idOf(from)), actingFor(idOf(to))]);
    const input = {
      ...{ idempotencyKey: key, editionId, fromExhibitorId: idOf(from), toExhibitorId: idOf(to) },
      ...facts,
    };
    const [made] = await mutateEach(proposer, 'proposePartnership', 'ProposePartnershipInput', [input]);
    const partnershipId = made?.id ?? '';
    const agreed = then === 'AGREED' ? [{ partnershipId }] : [];
    await mutateEach(other, 'agreePartnership', 'PartnershipStepInput', agreed, { done });
    const declined = then === 'DECLINED' ? [{ partnershipId, reason }] : [];
    await mutateEach(other, 'declinePartnership', 'PartnershipRefusalInput', declined, { done });
    await followUp(proposer, key, partnershipId, followUps);
  }
  for (const { key, from, followUps, ...facts } of partnerships.outside) {
    const client = await actingFor(idOf(from));
    const input = { idempotencyKey: key, editionId, fromExhibitorId: idOf(from), ...facts };
    const [made] = await mutateEach(client, 'recordOutsidePartnership', 'RecordOutsidePartnershipInput', [input]);
    await followUp(client, key, made?.id ?? '', followUps);
  }
}
