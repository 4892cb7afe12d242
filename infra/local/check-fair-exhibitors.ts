import type { FairData, FairDataProblem } from './fair-data.js';

type Exhibitor = FairData['exhibitors'][number];

const cooperatives = ['CRAFT_COOPERATIVE', 'AGRICULTURAL_COOPERATIVE', 'SERVICE_COOPERATIVE'];
const withMembers = [...cooperatives, 'ASSOCIATION'];

/** Whether the exhibitor takes part: it was accepted and did not withdraw. */
export function takesPart({ outcome }: Exhibitor): boolean {
  return outcome === 'APPROVED' || outcome === 'CONFIRMED' || outcome === 'CHECKED_IN';
}

/** What an exhibitor says of itself holds together; its stand suits it; only those who take part have a stand and products. */
export function exhibitorProblems(data: FairData): FairDataProblem[] {
  return [
    ...data.exhibitors.flatMap((exhibitor) =>
      [...describedWrongly(exhibitor, data), ...placedWrongly(exhibitor, data)].map((problem) => ({
        file: 'exhibitors.json',
        record: exhibitor.key,
        problem,
      })),
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

function placedWrongly(exhibitor: Exhibitor, { halls }: FairData): string[] {
  const { stand: code, needs, reason } = exhibitor;
  const problems: string[] = [];
  if (takesPart(exhibitor) === (reason !== undefined)) problems.push('has a reason exactly when it does not take part');
  if (takesPart(exhibitor) !== (code !== null)) problems.push('has a stand exactly when it takes part');
  if (code === null) return problems;
  const stand = halls.flatMap(({ stands }) => stands).find((candidate) => candidate.code === code);
  if (!stand) return [...problems, `there is no stand ${code}`];
  if (needs.power && !stand.hasPower) problems.push(`needs power, and stand ${code} has none`);
  if (needs.water && !stand.hasWater) problems.push(`needs water, and stand ${code} has none`);
  return problems;
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
