import {
  saleRecorded,
  sessionCancelled,
  stockExhausted,
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

export const types = { exhausted: stockExhausted.type, cancelled: sessionCancelled.type, sale: saleRecorded.type };
