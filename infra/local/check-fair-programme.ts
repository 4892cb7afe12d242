import type { FairData, FairDataProblem } from './fair-data.js';
import { localTimeOf } from './edition-time.js';

type Workshop = FairData['workshops'][number];
type Session = FairData['sessions'][number];

/** A session or workshop as something that takes a place and people for a while. */
interface Booking {
  file: string;
  key: string;
  from: number;
  until: number;
  /** Whatever cannot be in two places at once. */
  takes: string[];
}

/** Sessions and workshops refer to what exists, fit their venue and the day, and never ask anyone to be in two places at once. */
export function programmeProblems(data: FairData): FairDataProblem[] {
  const bookings = bookingsOf(data);
  return [
    ...data.sessions.flatMap((session) => sessionProblems(session, data)),
    ...data.workshops.flatMap((workshop) => workshopProblems(workshop, data, bookings)),
    ...clashesAmong(bookings),
    ...changeOverProblems(bookings, data),
    ...bookings.flatMap((booking) => quietProblems(booking, data)),
    ...changeProblems(data),
  ];
}

function bookingsOf({ sessions, workshops }: FairData): Booking[] {
  return [
    ...sessions.map(bookedBySession),
    ...workshops.filter(({ expect }) => expect === 'SCHEDULED').flatMap(bookedByWorkshop),
  ];
}

const clashesAmong = (bookings: Booking[]): FairDataProblem[] =>
  bookings.flatMap((booking, index) => clashes(booking, bookings.slice(index + 1)));

function quietProblems({ file, key, from, until }: Booking, { edition }: FairData): FairDataProblem[] {
  return edition.quietPeriods
    .filter((quiet) => from < Date.parse(quiet.to) && Date.parse(quiet.from) < until)
    .map((quiet) => ({ file, record: key, problem: `is held during ${quiet.label.fr}` }));
}

/** A venue is made ready after each session, before the next one begins. */
function changeOverProblems(bookings: Booking[], { venues }: FairData): FairDataProblem[] {
  return venues.flatMap(({ key: venue, changeOverMinutes = 0 }) => {
    const held = bookings.filter(({ takes }) => takes.includes(`venue ${venue}`)).sort((a, b) => a.from - b.from);
    return held.flatMap(({ file, key, from }, index) => {
      const before = held[index - 1];
      const readyAt = before ? before.until + changeOverMinutes * 60_000 : 0;
      const tooSoon = before && from >= before.until && from < readyAt;
      return tooSoon ? [{ file, record: key, problem: `begins before ${venue} is ready after ${before.key}` }] : [];
    });
  });
}

/** After the moves and cancellations the programme holds together as before. */
function changeProblems(data: FairData): FairDataProblem[] {
  const { sessions, changes } = data;
  const changed = [...changes.moves, ...changes.cancellations].map(({ session }) => session);
  const unknown = changed.filter((key) => !sessions.some((session) => session.key === key && !session.addedLater));
  const twice = changed.filter((key, index) => changed.indexOf(key) !== index);
  const after = sessions
    .filter(({ key }) => !changes.cancellations.some(({ session }) => session === key))
    .map((session) => ({ ...session, ...changes.moves.find((move) => move.session === session.key) }));
  const bookings = bookingsOf({ ...data, sessions: after });
  const moved = bookings.filter(({ key }) => changes.moves.some(({ session }) => session === key));
  const tooSoon = changeOverProblems(bookings, data).map(({ record, problem }) => `${record} ${problem}`);
  return [
    ...tooSoon,
    ...unknown.map((key) => `there is no session ${key} in the first release`),
    ...twice.map((key) => `${key} changes twice`),
    ...moved.flatMap((booking) => [
      ...clashes(
        booking,
        bookings.filter((other) => other !== booking),
      ).map(({ problem }) => `${booking.key} ${problem}`),
      ...quietProblems(booking, data).map(({ problem }) => `${booking.key} ${problem}`),
    ]),
  ].map((problem) => ({ file: 'changes.json', record: 'changes', problem }));
}

const timesOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
  from: Date.parse(startsAt),
  until: Date.parse(endsAt),
});

function bookedBySession(session: Session): Booking {
  const takes = [
    `venue ${session.venue}`,
    ...session.performers.map((key) => `performer ${key}`),
    ...session.exhibitors.map((key) => `exhibitor ${key}`),
  ];
  return { file: 'sessions.json', key: session.key, takes, ...timesOf(session) };
}

function bookedByWorkshop(workshop: Workshop): Booking[] {
  return meetingsOf(workshop).map((meeting) => {
    const takes = [`venue ${meeting.venue}`, ...workshop.trainers.map((key) => `trainer ${key}`)];
    return { file: 'workshops.json', key: workshop.key, takes, ...timesOf(meeting) };
  });
}

/** All sessions of a workshop, each for as many people. */
const meetingsOf = ({ venue, startsAt, endsAt, capacity, furtherSessions = [] }: Workshop) =>
  [{ venue, startsAt, endsAt }, ...furtherSessions].map((meeting) => ({ ...meeting, capacity }));

function clashes(booking: Booking, others: Booking[]): FairDataProblem[] {
  return others
    .filter((other) => booking.from < other.until && other.from < booking.until)
    .flatMap((other) =>
      booking.takes
        .filter((taken) => other.takes.includes(taken))
        .map((taken) => ({ file: booking.file, record: booking.key, problem: `overlaps ${other.key} for ${taken}` })),
    );
}

function slotProblems(
  slot: { startsAt: string; endsAt: string; venue: string; capacity: number },
  { edition, venues }: FairData,
  closing: string,
): string[] {
  const problems: string[] = [];
  const [start, end] = [localTimeOf(slot.startsAt, edition.timeZone), localTimeOf(slot.endsAt, edition.timeZone)];
  if (slot.startsAt >= slot.endsAt) problems.push('ends before it starts');
  if (start.day < edition.startsOn || end.day > edition.endsOn) problems.push('is outside the days of the edition');
  if (start.day !== end.day || start.time < edition.opensAt || end.time > closing) {
    problems.push(`is not between ${edition.opensAt} and ${closing} of one day`);
  }
  const venue = venues.find(({ key }) => key === slot.venue);
  if (!venue) problems.push(`there is no venue ${slot.venue}`);
  else if (slot.capacity > venue.capacity) problems.push(`has more seats than ${venue.key} holds (${venue.capacity})`);
  return problems;
}

function sessionProblems(session: Session, data: FairData): FairDataProblem[] {
  const problems = slotProblems(session, data, data.edition.showsEndBy);
  for (const key of session.performers) {
    if (!data.performers.some((performer) => performer.key === key)) problems.push(`there is no performer ${key}`);
  }
  problems.push(...session.exhibitors.flatMap((key) => absent(key, data)));
  if (session.performers.length + session.exhibitors.length === 0) problems.push('nobody appears in it');
  return problems.map((problem) => ({ file: 'sessions.json', record: session.key, problem }));
}

function workshopProblems(workshop: Workshop, data: FairData, bookings: Booking[]): FairDataProblem[] {
  const problems = meetingsOf(workshop).flatMap((meeting) => slotProblems(meeting, data, data.edition.closesAt));
  for (const key of workshop.trainers) {
    if (!data.trainers.some((trainer) => trainer.key === key)) problems.push(`there is no trainer ${key}`);
  }
  const enrolled = workshop.enrolments.map(({ exhibitor }) => exhibitor);
  problems.push(...enrolled.flatMap((key) => absent(key, data)));
  for (const key of new Set(enrolled.filter((key, index) => enrolled.indexOf(key) !== index))) {
    problems.push(`${key} is enrolled twice`);
  }
  const participants = workshop.enrolments.reduce((sum, enrolment) => sum + enrolment.participants, 0);
  if (participants > workshop.capacity) problems.push(`${participants} are enrolled for ${workshop.capacity} places`);
  if (workshop.expect === 'REFUSED') {
    if (participants > 0) problems.push('is to be refused and yet has enrolments');
    if (!bookedByWorkshop(workshop).some((booking) => clashes(booking, bookings).length > 0)) {
      problems.push('is to be refused and yet nothing stands in its way');
    }
  }
  return problems.map((problem) => ({ file: 'workshops.json', record: workshop.key, problem }));
}

/** Only an exhibitor who came can appear in a session or sit in a workshop. */
function absent(key: string, { exhibitors }: FairData): string[] {
  const exhibitor = exhibitors.find((candidate) => candidate.key === key);
  if (!exhibitor) return [`there is no exhibitor ${key}`];
  return exhibitor.outcome === 'CHECKED_IN' ? [] : [`${key} is not at the fair`];
}
