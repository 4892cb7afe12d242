import type { FairData, FairDataProblem } from './fair-data.js';

/** The session fills up, somebody waits, and a party that waited gets the seats of one that cancels. */
export function audienceProblems({ audience, sessions }: FairData): FairDataProblem[] {
  const session = sessions.find(({ key }) => key === audience.session);
  if (!session) return [{ file: 'audience.json', record: audience.session, problem: 'there is no such session' }];
  const seatsOf = (parties: FairData['audience']['parties']) => parties.reduce((sum, { seats }) => sum + seats, 0);
  const visitors = audience.parties.map(({ visitor }) => visitor);
  const seated = audience.parties.filter(({ then }) => then === 'COMES' || then === 'STAYS_AWAY');
  const problems = [
    ...visitors.filter((name, index) => visitors.indexOf(name) !== index).map((name) => `${name} reserves twice`),
    ...(seatsOf(seated) === session.capacity ? [] : ['the parties with seats do not fill the session']),
    ...(seatsOf(audience.parties) > session.capacity ? [] : ['nobody has to wait']),
  ];
  return problems.map((problem) => ({ file: 'audience.json', record: audience.session, problem }));
}
