import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Session } from '../sessions/session.entity.js';
import { calendarOfSession } from './calendar-of.js';

@Resolver(() => Session)
export class SessionCalendarResolver {
  @FieldResolver(() => String, {
    description:
      'The session as iCalendar (RFC 5545), in the language asked for; the same as /programme.ics?session=ID.',
  })
  ics(@Root() session: Session, @Ctx() context: Context) {
    return calendarOfSession(session, context);
  }
}
