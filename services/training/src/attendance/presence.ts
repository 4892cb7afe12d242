import { AttendanceDirection } from './attendance-mark.entity.js';

/** From when to when. */
export interface Span {
  from: Date;
  to: Date;
}

export interface Mark {
  direction: AttendanceDirection;
  at: Date;
}

/** What is known of somebody in one session. */
export interface Presence {
  marks: readonly Mark[];
  spans: readonly Span[];
  /** What a sheet says; it overrules all else. */
  minutes: number | null;
}

const minuteMs = 60_000;
const lengthOf = ({ from, to }: Span) => Math.max(0, to.getTime() - from.getTime());

export const minutesOf = (span: Span): number => Math.floor(lengthOf(span) / minuteMs);

/**
 * Whole minutes that somebody was in a session: everything that the door and the sheet say together, counted once, within the
 * session's time. In whatever order and however often the marks came, it is the same.
 */
export function minutesPresent(session: Span, { marks, spans, minutes }: Presence): number {
  if (minutes !== null) {
    return Math.min(minutes, minutesOf(session));
  }
  const inside = [...spansOfDoor(marks, session.to), ...spans]
    .map(({ from, to }) => ({ from: latest(from, session.from), to: earliest(to, session.to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from.getTime() - b.from.getTime());
  let counted = 0;
  let until = session.from;
  for (const { from, to } of inside) {
    counted += lengthOf({ from: latest(from, until), to });
    until = latest(until, to);
  }
  return Math.floor(counted / minuteMs);
}

/**
 * Who comes in is there until the next way out, or until the end: people forget the door when all leave together. A second way in
 * on the way changes nothing, nor does a way out by somebody who is not in.
 */
function spansOfDoor(marks: readonly Mark[], end: Date): Span[] {
  const spans: Span[] = [];
  let since: Date | undefined;
  for (const { direction, at } of [...marks].sort(inOrderOfTime)) {
    if (direction === AttendanceDirection.IN) {
      since ??= at;
    } else if (since) {
      spans.push({ from: since, to: at });
      since = undefined;
    }
  }
  return since ? [...spans, { from: since, to: end }] : spans;
}

/** Out before in where both are at one instant: somebody who turned round in the door is in. */
const inOrderOfTime = (a: Mark, b: Mark) => a.at.getTime() - b.at.getTime() || b.direction.localeCompare(a.direction);

const latest = (a: Date, b: Date) => (a > b ? a : b);
const earliest = (a: Date, b: Date) => (a < b ? a : b);
