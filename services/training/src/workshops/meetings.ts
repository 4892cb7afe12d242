import type { ValueTransformer } from 'typeorm';

/** Where and when somebody teaches. */
export interface Slot {
  venueId: string;
  startsAt: Date;
  endsAt: Date;
}

/** One session of a workshop: wanted, and booked once it has an id. */
export interface Meeting extends Slot {
  sessionId: string | null;
}

type Kept = { [Key in keyof Meeting]: Meeting[Key] extends Date ? string : Meeting[Key] };

/** JSON keeps instants as text. */
export const keptMeetings: ValueTransformer = {
  to: (meetings: Meeting[]) => meetings,
  from: (kept: Kept[]): Meeting[] =>
    kept.map((meeting) => ({ ...meeting, startsAt: new Date(meeting.startsAt), endsAt: new Date(meeting.endsAt) })),
};

export const inOrderOfTime = (meetings: readonly Meeting[]): Meeting[] =>
  [...meetings].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());

export const isSameSlot = (one: Slot, other: Slot): boolean =>
  one.venueId === other.venueId &&
  one.startsAt.getTime() === other.startsAt.getTime() &&
  one.endsAt.getTime() === other.endsAt.getTime();

/** The meeting that a booked session is: it is booked where and when it was wanted. */
export function meetingFor(meetings: readonly Meeting[], sessionId: string, { startsAt }: Slot): Meeting | undefined {
  const open = meetings.filter((meeting) => meeting.sessionId === null);
  return (
    meetings.find((meeting) => meeting.sessionId === sessionId) ??
    open.find((meeting) => meeting.startsAt.getTime() === startsAt.getTime()) ??
    open[0]
  );
}

/** As events tell it. */
export const toldSlot = ({ venueId, startsAt, endsAt }: Slot) => ({
  ...{ venueId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
});
