import { ICalEventStatus } from 'ical-generator';
import { entityLoader, servedLanguage, type Context, type Texts } from '@maarad/shared/graphql';
import { EditionFacts } from '@maarad/shared/projections';
import { performerById } from '../performers/performer.reference.js';
import { ReservationStatus } from '../seats/reservation-status.js';
import type { Reservation } from '../seats/reservation.entity.js';
import { SessionStatus } from '../sessions/session-status.js';
import type { Session } from '../sessions/session.entity.js';
import { venueById } from '../venues/venue.reference.js';
import type { CalendarEntry } from './write-calendar.js';

export const editionFactsOf = entityLoader(EditionFacts);

export function textIn(context: Context, texts: Texts | null | undefined): string {
  return texts?.[servedLanguage(texts, context.language)] ?? '';
}

/** A session as an entry of a calendar, in the language asked for. */
export async function sessionEntry(session: Session, context: Context): Promise<CalendarEntry> {
  const [edition, venue, performers] = await Promise.all([
    editionFactsOf(context).load(session.editionId),
    venueById(context).load(session.venueId),
    performerById(context).loadMany(session.performerIds),
  ]);
  const cast = performers.map((performer) =>
    performer && !(performer instanceof Error) ? textIn(context, performer.name) : '',
  );
  const cancelled = session.status === SessionStatus.CANCELLED;
  return {
    uid: `session-${session.id}@maarad.org`,
    sequence: session.revision,
    changedAt: session.changedAt,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    timeZone: edition?.timeZone ?? 'UTC',
    summary: textIn(context, session.title),
    location: textIn(context, venue?.name),
    description: [textIn(context, session.abstract), ...cast].filter(Boolean).join('\n'),
    category: session.kind,
  };
}

/** Somebody's own reservation as an entry of their calendar: tentative while it waits, with its code for the door. */
export async function reservationEntry(
  reservation: Reservation,
  session: Session,
  context: Context,
): Promise<CalendarEntry> {
  const entry = await sessionEntry(session, context);
  const own = {
    ...entry,
    uid: `reservation-${reservation.id}@maarad.org`,
    sequence: session.revision + reservation.revision,
    changedAt: new Date(Math.max(+session.changedAt, +reservation.changedAt)),
    description: [`${reservation.seats} × ${reservation.code}`, entry.description].filter(Boolean).join('\n'),
  };
  if (reservation.status === ReservationStatus.CANCELLED) {
    return { ...own, status: ICalEventStatus.CANCELLED };
  }
  return reservation.status === ReservationStatus.WAITLISTED ? { ...own, status: ICalEventStatus.TENTATIVE } : own;
}
