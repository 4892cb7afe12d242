import { takesPart } from './check-fair-exhibitors.js';
import type { FairData, FairDataProblem } from './fair-data.js';

/** Who waits finds the workshop full; who was there, is honoured or says how it was had a place in it. */
export function trainingProblems({ training, workshops, exhibitors }: FairData): FairDataProblem[] {
  const { waitlist, attendance, revoked, feedback, topicWaits } = training;
  const problem = (record: string, text: string) => ({ file: 'training.json', record, problem: text });
  const there = new Set(exhibitors.filter(takesPart).map(({ key }) => key));
  const enrolled = (key: string) => new Set(enrolmentsOf(key).map(({ exhibitor }) => exhibitor));
  const enrolmentsOf = (key: string) => workshops.find((workshop) => workshop.key === key)?.enrolments ?? [];
  const hadPlace = (workshop: string, exhibitor: string) => enrolled(workshop).has(exhibitor);
  const wasThere = (workshop: string, exhibitor: string) =>
    attendance.some((one) => one.workshop === workshop && !one.absent.includes(exhibitor)) &&
    hadPlace(workshop, exhibitor);
  const full = workshops.find(({ key }) => key === waitlist.workshop);
  const taken = enrolmentsOf(waitlist.workshop).reduce((sum, { participants }) => sum + participants, 0);
  const parties = new Set(waitlist.parties.map(({ exhibitor }) => exhibitor));
  return [
    ...(full?.capacity === taken ? [] : [problem(waitlist.workshop, 'is not full, so nobody has to wait')]),
    ...[...waitlist.parties, ...topicWaits]
      .filter(({ exhibitor }) => !there.has(exhibitor))
      .map(({ key, exhibitor }) => problem(key, `${exhibitor} does not take part`)),
    ...waitlist.parties
      .filter(({ exhibitor }) => hadPlace(waitlist.workshop, exhibitor))
      .map(({ key, exhibitor }) => problem(key, `${exhibitor} has a place already`)),
    ...waitlist.steps.flatMap(({ exhibitor, does, reason }) => [
      ...((does === 'GIVES_UP' ? hadPlace(waitlist.workshop, exhibitor) : parties.has(exhibitor))
        ? []
        : [problem(waitlist.workshop, `${exhibitor} ${does} without a place or a turn`)]),
      ...((does === 'GIVES_UP') === (reason !== undefined)
        ? []
        : [problem(waitlist.workshop, `${exhibitor} has a reason exactly when it gives up a place`)]),
    ]),
    ...attendance.flatMap(({ workshop, absent, leftEarly }) =>
      [...absent, ...leftEarly]
        .filter((exhibitor) => !hadPlace(workshop, exhibitor))
        .map((exhibitor) => problem(workshop, `${exhibitor} has no place in it`)),
    ),
    ...[...revoked, ...feedback]
      .filter(({ workshop, exhibitor }) => !wasThere(workshop, exhibitor))
      .map(({ workshop, exhibitor }) => problem(workshop, `${exhibitor} was not there`)),
  ];
}
