import type { Resource } from '../bookings/resource.js';
import { overlap, type Span } from '../conflicts/span.js';

export interface Taken extends Span {
  resource: Resource;
  /** Null for a session that is being placed. */
  sessionId: string | null;
  /** Where the session is that takes it. */
  venueId: string;
}

const placeOf = ({ kind, id }: Resource) => `${kind} ${id}`;

/** Who and what is taken when: bookings as they were read once, and what is placed beside them. */
export class Calendar {
  private readonly taken = new Map<string, Taken[]>();

  constructor(bookings: readonly Taken[] = []) {
    bookings.forEach((booking) => this.take(booking));
  }

  take(booking: Taken): void {
    const place = placeOf(booking.resource);
    const before = this.taken.get(place);
    if (before) {
      before.push(booking);
    } else {
      this.taken.set(place, [booking]);
    }
  }

  of(resource: Resource): readonly Taken[] {
    return this.taken.get(placeOf(resource)) ?? [];
  }

  /** What takes the resource in that time, beside a session that may be moved. */
  inTheWay(resource: Resource, span: Span, moving?: string): Taken | undefined {
    return this.of(resource).find((taken) => overlap(taken, span) && (!moving || taken.sessionId !== moving));
  }

  /** The same calendar, to place in without changing this one. */
  copy(): Calendar {
    return new Calendar([...this.taken.values()].flat());
  }
}
