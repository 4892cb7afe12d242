import {
  registrationApproved,
  saleRecorded,
  sessionCancelled,
  stockExhausted,
  stockLow,
  type NewEvent,
  type RegionName,
} from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';

export const edition = newId();

/** Events of the fair, each with overrides of where it belongs. */
export const exhausted = (subject = newId(), about: { edition?: string; region?: RegionName } = {}): NewEvent =>
  stockExhausted(subject, { exhibitorId: newId(), editionId: edition }, { edition, ...about });

export const cancelled = (subject = newId(), exhibitorIds: string[] = []): NewEvent =>
  sessionCancelled(
    subject,
    {
      editionId: edition,
      kind: 'CONCERT',
      title: { ar: 'أحواش', fr: 'Ahwach' },
      language: null,
      venueId: newId(),
      startsAt: '2025-01-28T18:00:00Z',
      endsAt: '2025-01-28T20:00:00Z',
      capacity: 400,
      performerIds: [],
      exhibitorIds,
      workshopId: null,
      reason: 'rain\nand wind',
    },
    { edition },
  );

const money = { minor: 1_200, currency: 'MAD' };

/** A sale: for the exhibitor's own eyes. */
export const sold = (exhibitorId: string, region: RegionName = 'ORIENTAL'): NewEvent =>
  saleRecorded(
    newId(),
    {
      ...{ exhibitorId, editionId: edition, kind: 'ARTISAN', region, receiptNumber: 'A-1', channel: 'STAND' },
      ...{ soldAt: '2025-01-28T10:30:00Z', day: '2025-01-28', total: money },
      lines: [{ productId: newId(), category: 'ARGAN', quantity: 1, unitPrice: money, amount: money }],
    },
    { edition, region },
  );

/** Little is left of a product: for partners of the region. */
export const low = (exhibitorId: string, region: RegionName | null = 'ORIENTAL'): NewEvent =>
  stockLow(newId(), { exhibitorId, editionId: edition, left: 2, threshold: 3 }, { edition, region });

export const types = {
  exhausted: stockExhausted.type,
  cancelled: sessionCancelled.type,
  approved: registrationApproved.type,
  low: stockLow.type,
  sale: saleRecorded.type,
};
