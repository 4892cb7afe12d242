import { allocationProblems } from './check-fair-allocation.js';
import { audienceProblems } from './check-fair-audience.js';
import { awardProblems } from './check-fair-awards.js';
import { exhibitorProblems } from './check-fair-exhibitors.js';
import { hallProblems } from './check-fair-halls.js';
import { partnershipProblems } from './check-fair-partnerships.js';
import { programmeProblems } from './check-fair-programme.js';
import { stallProblems } from './check-fair-stalls.js';
import { trainingProblems } from './check-fair-training.js';
import { daysBetween } from './edition-time.js';
import { FairDataError, readFairData, type FairData, type FairDataProblem } from './fair-data.js';

/** Everything that does not hold between the records of the fair, all at once; empty when the data can be loaded. */
export function fairDataProblems(data: FairData): FairDataProblem[] {
  return [
    ...editionProblems(data),
    ...uniquenessProblems(data),
    ...hallProblems(data),
    ...exhibitorProblems(data),
    ...allocationProblems(data),
    ...programmeProblems(data),
    ...trainingProblems(data),
    ...audienceProblems(data),
    ...awardProblems(data),
    ...partnershipProblems(data),
    ...stallProblems(data),
    ...salesProblems(data),
  ];
}

/** The data, read and checked. @throws FairDataError naming the file and the record of every problem. */
export function checkedFairData(folder?: string): FairData {
  const data = readFairData(folder);
  const problems = fairDataProblems(data);
  if (problems.length > 0) throw new FairDataError(problems);
  return data;
}

function editionProblems({ edition }: FairData): FairDataProblem[] {
  const problem = (text: string) => ({ file: 'edition.json', record: edition.key, problem: text });
  const ordered = edition.opensAt < edition.closesAt && edition.closesAt <= edition.showsEndBy;
  return [
    ...(edition.startsOn > edition.endsOn ? [problem('ends before it starts')] : []),
    ...(ordered ? [] : [problem('opens, closes and ends its shows in another order')]),
  ];
}

/** A key is used once in its file; what tells exhibitors apart is not shared either. */
function uniquenessProblems(data: FairData): FairDataProblem[] {
  const { edition, exhibitors, products } = data;
  return [
    ...repeated('edition.json', 'key', edition.organisers, ({ key }) => key),
    ...repeated('exhibitors.json', 'key', exhibitors, ({ key }) => key),
    ...repeated('exhibitors.json', 'Arabic name', exhibitors, ({ name }) => name.ar),
    ...repeated('exhibitors.json', 'French name', exhibitors, ({ name }) => name.fr),
    ...repeated('exhibitors.json', 'registration number', exhibitors, ({ registrationNumber }) => registrationNumber),
    ...repeated('exhibitors.json', 'email', exhibitors, ({ contact }) => contact.email),
    ...repeated('exhibitors.json', 'phone', exhibitors, ({ contact }) => contact.phone),
    ...repeated('exhibitors.json', 'stand', exhibitors.flatMap(halfDays), ({ stand, half }) =>
      stand ? `${stand} ${half}` : null,
    ),
    ...repeated('products.json', 'key', products, ({ key }) => key),
    ...repeated('variants.json', 'key', [...products, ...data.variants], ({ key }) => key),
    ...repeated('tills.json', 'key', data.tills, ({ key }) => key),
    ...repeated('baskets.json', 'key', data.baskets, ({ key }) => key),
    ...repeated('products.json', 'name at one stand', products, ({ exhibitor, name }) => `${exhibitor}: ${name.ar}`),
    ...repeated('venues.json', 'key', data.venues, ({ key }) => key),
    ...repeated('performers.json', 'key', data.performers, ({ key }) => key),
    ...repeated('trainers.json', 'key', data.trainers, ({ key }) => key),
    ...repeated('workshops.json', 'key', data.workshops, ({ key }) => key),
    ...repeated('sessions.json', 'key', data.sessions, ({ key }) => key),
  ];
}

/** A stand is held for both halves of its days, or shared: one exhibitor each. */
function halfDays(exhibitor: FairData['exhibitors'][number]): FairData['exhibitors'] {
  return (exhibitor.half ? [exhibitor.half] : (['MORNING', 'AFTERNOON'] as const)).map((half) => ({
    ...exhibitor,
    half,
  }));
}

function repeated<Item extends { key: string }>(
  file: string,
  what: string,
  items: Item[],
  valueOf: (item: Item) => string | null,
): FairDataProblem[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const value = valueOf(item);
    if (value === null) return [];
    if (seen.has(value)) return [{ file, record: item.key, problem: `the ${what} ${value} is already taken` }];
    seen.add(value);
    return [];
  });
}

function salesProblems({ edition, sales }: FairData): FairDataProblem[] {
  const problem = (record: string, text: string) => ({ file: 'sales.json', record, problem: text });
  const days = daysBetween(edition.startsOn, edition.endsOn).join();
  const [opens, closes] = [Number(edition.opensAt.slice(0, 2)), Number(edition.closesAt.slice(0, 2))];
  const shares = Object.values(sales.payments).reduce((sum, share) => sum + share, 0);
  return [
    ...(sales.days.map(({ day }) => day).join() === days ? [] : [problem('days', 'are not the days of the edition')]),
    ...sales.hours.flatMap(({ hour }) =>
      hour < opens || hour >= closes ? [problem('hours', `at ${hour} the fair is closed`)] : [],
    ),
    ...(Math.abs(shares - 1) < 1e-9 ? [] : [problem('payments', 'the shares do not add up to 1')]),
    ...(sales.refunds.count < sales.target ? [] : [problem('refunds', 'there are more of them than sales')]),
  ];
}
