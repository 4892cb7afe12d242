import { GraphQLLocalDate } from 'graphql-scalars';

/** A day of the fair, YYYY-MM-DD, in the edition's time zone; held as text. */
export const LocalDate = GraphQLLocalDate;
export type LocalDate = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day on which an instant falls in a time zone. */
export function dayOf(instant: Date, timeZone: string): LocalDate {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format.format(instant);
}

const dayMs = 24 * 3_600_000;

export const dayAfter = (day: LocalDate): LocalDate => new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

/** The days of an edition, in order. */
export function daysOf({ startsOn, endsOn }: { startsOn: LocalDate; endsOn: LocalDate }): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = startsOn; day <= endsOn; day = dayAfter(day)) {
    days.push(day);
  }
  return days;
}
