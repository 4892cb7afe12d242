import { takesPart } from './check-fair-exhibitors.js';
import { localTimeOf } from './edition-time.js';
import type { FairData, FairDataProblem } from './fair-data.js';

/** Variants choose what their product offers; tills, wholesale, baskets and stock speak of goods of the stall, on days of the fair. */
export function stallProblems(data: FairData): FairDataProblem[] {
  return [
    ...variantProblems(data),
    ...tillProblems(data),
    ...otherProblems(data),
    ...basketProblems(data),
    ...statementProblems(data),
  ];
}

function variantProblems({ products, variants }: FairData): FairDataProblem[] {
  const listed = products.flatMap(({ key, options, openingStock }) =>
    (options === undefined) === (openingStock === undefined)
      ? [{ file: 'products.json', record: key, problem: 'has a stock exactly when it does not come in variants' }]
      : [],
  );
  return [
    ...listed,
    ...variants.flatMap(({ key, product, choices }) => {
      const options = products.find((candidate) => candidate.key === product)?.options;
      const fits =
        options?.length === Object.keys(choices).length &&
        options.every(({ code, values }) => values.some((value) => value.code === choices[code]));
      return fits ? [] : [{ file: 'variants.json', record: key, problem: `is no variant of ${product}` }];
    }),
  ];
}

/** The exhibitor of whatever has a stock: products and variants. */
function sellers({ products, variants }: FairData): Map<string, string> {
  const own = new Map(products.map(({ key, exhibitor }) => [key, exhibitor]));
  return new Map([
    ...products.flatMap(({ key, exhibitor, options }) => (options ? [] : [[key, exhibitor] as const])),
    ...variants.map(({ key, product }) => [key, own.get(product) ?? ''] as const),
  ]);
}

type Sold = { soldAt: string; lines: { product: string }[] };

function isOutside({ edition }: FairData, at: string): boolean {
  const { day } = localTimeOf(at, edition.timeZone);
  return day < edition.startsOn || day > edition.endsOn;
}

const soldWrongly = ({ soldAt, lines }: Sold, exhibitor: string, data: FairData): string[] => {
  const seller = sellers(data);
  return [
    ...(isOutside(data, soldAt) ? ['is sold on no day of the fair'] : []),
    ...lines
      .filter(({ product }) => seller.get(product) !== exhibitor)
      .map(({ product }) => `${product} is not sold at the stall of ${exhibitor}`),
  ];
};

function tillProblems(data: FairData): FairDataProblem[] {
  return data.tills.flatMap(({ key, exhibitor, journal, syncs, settlements }) => {
    const numbers = journal.map(({ number }) => number);
    const entry = (wanted: number) => journal.find(({ number }) => number === wanted);
    const problems = [
      ...numbers.filter((number, index) => numbers.indexOf(number) !== index).map((number) => `has ${number} twice`),
      ...journal.flatMap((sold) => soldWrongly(sold, exhibitor, data)),
      ...numbers.filter((number) => !syncs.flat().includes(number)).map((number) => `never sends ${number}`),
      ...syncs
        .flat()
        .filter((number) => !entry(number))
        .map((number) => `sends ${number}, which it does not have`),
      ...settlements
        .filter(({ number, product }) => !entry(number)?.lines.some((line) => line.product === product))
        .map(({ number, product }) => `settles ${product}, which entry ${number} did not sell`),
    ];
    return problems.map((problem) => ({ file: 'tills.json', record: key, problem }));
  });
}

function otherProblems(data: FairData): FairDataProblem[] {
  const { received, lost, counted, wholesale, contacts } = data.stalls;
  const seller = sellers(data);
  const there = new Set(data.exhibitors.filter(takesPart).map(({ key }) => key));
  const problem = (record: string, text: string) => ({ file: 'stalls.json', record, problem: text });
  return [
    ...[...received, ...lost, ...counted]
      .filter(({ product }) => !seller.has(product))
      .map(({ key, product }) => problem(key, `there is no stock of ${product}`)),
    ...wholesale.flatMap((sale) => soldWrongly(sale, sale.exhibitor, data).map((text) => problem(sale.key, text))),
    ...contacts
      .filter(({ exhibitor }) => !there.has(exhibitor))
      .map(({ key, exhibitor }) => problem(key, `${exhibitor} does not take part`)),
  ];
}

/** What is ordered online there is a stock of, on days of the fair; it is paid after it was ordered, and handed over once it is paid. */
function basketProblems(data: FairData): FairDataProblem[] {
  const seller = sellers(data);
  return data.baskets.flatMap(({ key, placedAt, lines, paid, handedOver }) => {
    const problems = [
      ...[placedAt, paid?.at ?? placedAt].filter((at) => isOutside(data, at)).map(() => 'is of no day of the fair'),
      ...lines.filter(({ product }) => !seller.has(product)).map(({ product }) => `there is no stock of ${product}`),
      ...(paid && paid.at < placedAt ? ['is paid before it is ordered'] : []),
      ...(handedOver && !paid ? ['is handed over and not paid'] : []),
    ];
    return problems.map((problem) => ({ file: 'baskets.json', record: key, problem }));
  });
}

/** Days of the fair are closed, the last one stays open for corrections, and what comes late is of a day that is closed. */
function statementProblems(data: FairData): FairDataProblem[] {
  const { closedForAll, closed, late } = data.statements;
  const { startsOn, endsOn, timeZone } = data.edition;
  const there = new Set(data.exhibitors.filter(takesPart).map(({ key }) => key));
  const problem = (record: string, text: string) => ({ file: 'statements.json', record, problem: text });
  return [
    ...[...closedForAll, ...closed.map(({ day }) => day)]
      .filter((day) => day < startsOn || day >= endsOn)
      .map((day) => problem(day, 'is no day of the fair with another one after it')),
    ...closed
      .filter(({ exhibitor }) => !there.has(exhibitor))
      .map(({ exhibitor }) => problem(exhibitor, 'does not take part')),
    ...late.flatMap((sale) => [
      ...soldWrongly(sale, sale.exhibitor, data).map((text) => problem(sale.key, text)),
      ...(closedForAll.includes(localTimeOf(sale.soldAt, timeZone).day) ? [] : [problem(sale.key, 'is not late')]),
    ]),
  ];
}
