import type { FairData, FairDataProblem } from './fair-data.js';

type Exhibitor = FairData['exhibitors'][number];

const cooperatives = ['CRAFT_COOPERATIVE', 'AGRICULTURAL_COOPERATIVE', 'SERVICE_COOPERATIVE'];
const withMembers = [...cooperatives, 'ASSOCIATION'];

/** Whether the exhibitor takes part: it was accepted and did not withdraw. */
export function takesPart({ outcome }: Exhibitor): boolean {
  return outcome === 'APPROVED' || outcome === 'CONFIRMED' || outcome === 'CHECKED_IN';
}

/** What an exhibitor says of itself holds together; there is a stand that suits it; only those who take part have products. */
export function exhibitorProblems(data: FairData): FairDataProblem[] {
  return [
    ...data.exhibitors.flatMap((exhibitor) =>
      [...describedWrongly(exhibitor, data), ...placedWrongly(exhibitor, data), ...answeredWrongly(exhibitor)].map(
        (problem) => ({
          file: 'exhibitors.json',
          record: exhibitor.key,
          problem,
        }),
      ),
    ),
    ...productProblems(data),
  ];
}

function describedWrongly(exhibitor: Exhibitor, { edition }: FairData): string[] {
  const { kind, country, region, members, registrationNumber, foundedIn } = exhibitor;
  const problems: string[] = [];
  if ((country === 'MA') !== (region !== null)) problems.push('has a region exactly when it is from Morocco');
  if ((country !== 'MA') !== (kind === 'DELEGATION')) problems.push('is a delegation exactly when it is from abroad');
  if (withMembers.includes(kind) !== (members !== null)) problems.push(`a ${kind} with the wrong kind of membership`);
  if (members && members.women > members.total) problems.push('has more women than members');
  if (members && members.youth > members.total) problems.push('has more young people than members');
  if (cooperatives.includes(kind) !== (registrationNumber !== null)) {
    problems.push('has a registration number exactly when it is a cooperative');
  }
  if (foundedIn > Number(edition.startsOn.slice(0, 4))) problems.push('was founded after the fair');
  return problems;
}

/** Who shares a stand is given it by hand; all others need one that suits them among all stands. */
function placedWrongly(exhibitor: Exhibitor, { halls, exhibitors }: FairData): string[] {
  const { stand: code, half, needs, reason, outcome, standOf, answers } = exhibitor;
  const problems: string[] = [];
  const waited = outcome === 'WAITLISTED' || standOf !== undefined;
  const explained = waited || outcome === 'REJECTED' || outcome === 'WITHDRAWN';
  if (explained !== (reason !== undefined)) problems.push('has a reason exactly when it waited or does not take part');
  if ((code !== undefined) !== (half !== undefined)) problems.push('has a stand in the data exactly when it shares it');
  if (code !== undefined && !takesPart(exhibitor)) problems.push('has a stand and does not take part');
  if (standOf && !exhibitors.some(({ key, outcome }) => key === standOf && outcome === 'WITHDRAWN')) {
    problems.push(`${standOf} did not withdraw`);
  }
  const stands = halls.flatMap((hall) => hall.stands).filter((stand) => code === undefined || stand.code === code);
  if (stands.length === 0) return [...problems, `there is no stand ${code}`];
  const there = outcome === 'CONFIRMED' || outcome === 'CHECKED_IN';
  const lacking = (what: string, needed: boolean, has: (stand: (typeof stands)[number]) => boolean) =>
    there && needed && !stands.some(has) ? [`needs ${what}, and no stand for it has so much`] : [];
  return [
    ...problems,
    ...lacking('power', needs.power, ({ hasPower }) => hasPower),
    ...lacking('water', needs.water, ({ hasWater }) => hasWater),
    ...lacking('area', true, ({ area }) => area >= (answers?.area ?? 0)),
  ];
}

/** What each kind is asked beside what all are asked: the questionnaire of the exhibitors service refuses what is missing. */
const asked = {
  ARTISAN: ['professionalCardNumber'],
  ASSOCIATION: ['declarationNumber', 'declaredOn'],
  INSTITUTION: ['institutionType'],
  DELEGATION: ['headOfDelegation', 'delegationSize', 'arrivesOn'],
} as const;

function answeredWrongly(exhibitor: Exhibitor): string[] {
  const { kind, outcome, answers } = exhibitor;
  if (outcome === 'DRAFT') return answers ? [] : ['is a draft without any answer'];
  if (!answers) return takesPart(exhibitor) ? ['takes part and yet answered nothing'] : [];
  const own = new Set<string>(kind in asked ? asked[kind as keyof typeof asked] : []);
  const needed = ['languages', ...own];
  const others = Object.values(asked).flat();
  return [
    ...needed.filter((code) => !(code in answers)).map((code) => `does not answer ${code}`),
    ...others
      .filter((code) => code in answers && !own.has(code))
      .map((code) => `answers ${code}, which it is not asked`),
  ];
}

function productProblems({ exhibitors, products }: FairData): FairDataProblem[] {
  const byKey = new Map(exhibitors.map((exhibitor) => [exhibitor.key, exhibitor]));
  return products.flatMap(({ key, exhibitor: exhibitorKey, price }) => {
    const problem = (text: string) => ({ file: 'products.json', record: key, problem: text });
    const exhibitor = byKey.get(exhibitorKey);
    if (!exhibitor) return [problem(`there is no exhibitor ${exhibitorKey}`)];
    return [
      ...(takesPart(exhibitor) ? [] : [problem(`${exhibitorKey} does not take part`)]),
      ...(Number(price) > 0 ? [] : [problem('costs nothing')]),
    ];
  });
}
