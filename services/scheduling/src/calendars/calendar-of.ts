import { In } from 'typeorm';
import { NotFound } from '@maarad/shared/errors';
import { dayOf, type Context } from '@maarad/shared/graphql';
import { EditionFacts } from '@maarad/shared/projections';
import { requireSignedIn } from '../seats/require-holder.js';
import { Reservation } from '../seats/reservation.entity.js';
import { Session } from '../sessions/session.entity.js';
import { sessionById } from '../sessions/session.reference.js';
import type { CalendarRequest } from './calendar-request.js';
import { editionFactsOf, reservationEntry, sessionEntry, textIn } from './calendar-entries.js';
import { writeCalendar } from './write-calendar.js';

/**
 * The calendar that is asked for, as iCalendar: the programme with what is cancelled, or what whoever asks has reserved.
 * @throws NotFound for an edition or a session that there is not; Unauthenticated for reservations without a token.
 */
export function calendarOf(request: CalendarRequest, context: Context): Promise<string> {
  return request.reservations ? reservationsCalendar(context) : programmeCalendar(request, context);
}

/** One session as a calendar of its own. */
export async function calendarOfSession(session: Session, context: Context): Promise<string> {
  return writeCalendar(textIn(context, session.title), [await sessionEntry(session, context)]);
}

async function programmeCalendar(request: CalendarRequest, context: Context): Promise<string> {
  if (request.session) {
    const session = await sessionById(context).load(request.session);
    if (!session) {
      throw new NotFound('Session', request.session);
    }
    return calendarOfSession(session, context);
  }
  const edition = await editionAskedFor(request.edition, context);
  if (!edition) {
    return writeCalendar('', []);
  }
  const query = context.database
    .getRepository(Session)
    .createQueryBuilder('session')
    .where({ editionId: edition.id, ...(request.venue && { venueId: request.venue }) })
    .orderBy('session.startsAt')
    .addOrderBy('session.id');
  if (request.day) {
    query.andWhere('session.day = :day', { day: edition.requireDay(request.day, 'day') });
  }
  if (request.exhibitor) {
    query.andWhere('session.exhibitorIds @> ARRAY[:exhibitor]::uuid[]', { exhibitor: request.exhibitor });
  }
  const sessions = await query.getMany();
  const entries = await Promise.all(sessions.map((session) => sessionEntry(session, context)));
  return writeCalendar(textIn(context, edition.name), entries);
}

/** The edition named; else the one that runs now, else the next one to come, else the last one that was. */
async function editionAskedFor(id: string | undefined, context: Context): Promise<EditionFacts | undefined> {
  if (id) {
    const named = await editionFactsOf(context).load(id);
    if (!named) {
      throw new NotFound('Edition', id);
    }
    return named;
  }
  const editions = await context.database.getRepository(EditionFacts).find({ order: { startsOn: 'ASC', id: 'ASC' } });
  const now = context.clock.now();
  return editions.find(({ endsOn, timeZone }) => endsOn >= dayOf(now, timeZone)) ?? editions.at(-1);
}

async function reservationsCalendar(context: Context): Promise<string> {
  requireSignedIn(context.principal);
  const { manager } = context.database;
  const reservations = await manager.find(Reservation, {
    where: { holder: context.principal.id },
    order: { id: 'ASC' },
  });
  const sessions = await manager.findBy(Session, { id: In(reservations.map(({ sessionId }) => sessionId)) });
  const entries = await Promise.all(
    reservations.flatMap((reservation) =>
      sessions
        .filter(({ id }) => id === reservation.sessionId)
        .map((session) => reservationEntry(reservation, session, context)),
    ),
  );
  return writeCalendar('Maarad', entries);
}
