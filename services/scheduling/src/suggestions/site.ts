import { dayOf, type LocalDate } from '@maarad/shared/graphql';
import type { Ground } from '../conflicts/broken-rules.js';
import { instantAt } from '../conflicts/local-time.js';
import { wholeOf } from '../conflicts/opening-hours.js';
import type { Venue } from '../venues/venue.entity.js';
import type { Calendar } from './calendar.js';

/** A time at which a session may begin. */
export interface Start {
  at: Date;
  day: LocalDate;
  /** From nine in the morning to seven in the evening. */
  daytime: boolean;
}

/** All that placing a session depends on, read once. */
export interface Site {
  ground: Ground;
  /** In the order of their ids. */
  venues: Venue[];
  calendar: Calendar;
  starts: Start[];
  /** The end of the edition. */
  endsAt: Date;
}

const quarter = 15 * 60_000;

/** Every quarter of an hour of the edition; of an edition that is on, those still to come. */
export function siteOf(ground: Ground, venues: Venue[], calendar: Calendar, now: Date): Site {
  const { edition } = ground;
  const { startsAt, endsAt } = wholeOf(edition);
  const from = now > startsAt && now < endsAt ? now : startsAt;
  const starts: Start[] = [];
  for (let at = Number(startsAt); at < Number(endsAt); at += quarter) {
    if (at < Number(from)) {
      continue;
    }
    const day = dayOf(new Date(at), edition.timeZone);
    const [morning, evening] = [`09:00`, `19:00`].map((time) => Number(instantAt(day, time, edition.timeZone)));
    starts.push({ at: new Date(at), day, daytime: at >= Number(morning) && at < Number(evening) });
  }
  return { ground, venues: [...venues].sort((one, other) => (one.id < other.id ? -1 : 1)), calendar, starts, endsAt };
}
