/** A half-open time: its first instant belongs to it, its last does not. */
export interface Span {
  startsAt: Date;
  endsAt: Date;
}

/** Whether the two share an instant. By `getTime`, which is ten times as fast as comparing dates, and this is asked a million times. */
export const overlap = (one: Span, other: Span): boolean =>
  one.startsAt.getTime() < other.endsAt.getTime() && other.startsAt.getTime() < one.endsAt.getTime();

/** Whether the inner time lies in the outer one as a whole. */
export const within = (outer: Span, inner: Span): boolean =>
  outer.startsAt.getTime() <= inner.startsAt.getTime() && inner.endsAt.getTime() <= outer.endsAt.getTime();

/** The same instants in as few spans as can be, by their start: what overlaps or touches becomes one. */
export function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())) {
    const last = whole.at(-1);
    if (last && span.startsAt <= last.endsAt) {
      last.endsAt = span.endsAt > last.endsAt ? span.endsAt : last.endsAt;
    } else {
      whole.push({ ...span });
    }
  }
  return whole;
}

const minute = 60_000;

/** The span that goes on for some minutes more. */
export const prolonged = ({ startsAt, endsAt }: Span, minutes: number): Span => ({
  startsAt,
  endsAt: new Date(endsAt.getTime() + minutes * minute),
});

/** As PostgreSQL writes a tstzrange. */
export const rangeOf = ({ startsAt, endsAt }: Span): string => `[${startsAt.toISOString()},${endsAt.toISOString()})`;
