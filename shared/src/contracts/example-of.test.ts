import { z } from 'zod';
import { eventCatalogue } from './catalogue.js';
import { defineEvent } from './define-event.js';
import { shortName } from './event-schema.js';
import { exampleOf } from './example-of.js';
import { exampleId } from './example-things.js';
import { byEvent, everywhere } from './example-values.js';
import { exhibitorsOf } from './whom-it-tells-of.js';

const examples = eventCatalogue.map((definition) => {
  const name = shortName(definition).replace(/\.v\d+$/, '');
  return { name, ...(exampleOf(definition) as { subject: string; time: string; edition?: string; data: Example }) };
});

interface Example {
  [field: string]: unknown;
  editionId?: string;
  lines?: { quantity: number; unitPrice: Money; amount: Money }[];
  refund?: { amount: Money; lines: { amount: Money }[] };
  total?: Money;
  discount?: Money;
  delivery?: Money;
}

interface Money {
  minor: number;
}

/** Every value of an example with the names on the way to it; what is in a list goes by the list's name. */
function fieldsOf(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) {
    return [[path, value]];
  }
  const inner = Array.isArray(value)
    ? value.flatMap((item) => fieldsOf(item, path))
    : Object.entries(value).flatMap(([key, item]) => fieldsOf(item, path ? `${path}.${key}` : key));
  return [[path, value], ...inner];
}

const generic = /^(string|text|texte|example|exemple|test|name|value|reason|todo|foo|bar|نص)$|lorem|\btexte\b|xxx/i;
const scripts: Record<string, RegExp> = {
  ar: /^\P{Script=Latin}*\p{Script=Arabic}\P{Script=Latin}*$/u,
  zgh: /^[\p{Script=Tifinagh}\s]+$/u,
};

test.each(examples)('$name says nothing generic, and each language in its own script', ({ data }) => {
  for (const [path, value] of fieldsOf(data)) {
    const field = path.split('.').at(-1) ?? '';
    if (typeof value === 'string') {
      expect(value).not.toMatch(generic);
      expect(value).toMatch(scripts[field] ?? /\S/);
    }
    if (field === 'minor') {
      expect(value).toBeGreaterThanOrEqual(100);
    }
    if (typeof value === 'object' && value && 'fr' in value) {
      expect(value).toHaveProperty('ar');
    }
  }
});

test.each(examples)('$name happens in the second fair, after what it tells of', ({ time, data }) => {
  const { soldAt, agreedAt, failingSince } = data;
  for (const [path, value] of fieldsOf(data)) {
    if (/(^|\.)(startsAt|endsAt|soldAt|day|startsOn|endsOn)$/.test(path)) {
      expect(String(value) >= '2025-01-27' && String(value) < '2025-02-03').toBe(true);
    }
    const { startsAt, endsAt } = (value ?? {}) as Record<string, string>;
    expect(startsAt && endsAt ? startsAt < endsAt : true).toBe(true);
  }
  expect(time >= '2024-10-01' && time < '2025-02-03').toBe(true);
  for (const before of [soldAt, agreedAt, failingSince].filter((one) => typeof one === 'string')) {
    expect(Date.parse(before)).toBeLessThanOrEqual(Date.parse(time));
  }
  for (const deadline of [data.until, data.reservedUntil, data.offerExpiresAt].filter(
    (one) => typeof one === 'string',
  )) {
    expect(Date.parse(deadline)).toBeGreaterThan(Date.parse(time));
  }
});

test.each(examples.filter(({ data }) => data.lines))('the money of $name adds up', ({ data }) => {
  const { lines = [], total, discount, delivery, refund } = data;
  const sum = (of: { amount: Money }[]) => of.reduce((all, { amount }) => all + amount.minor, 0);
  for (const { quantity, unitPrice, amount } of lines) {
    expect(amount.minor).toBe(quantity * unitPrice.minor);
  }
  expect(total?.minor).toBe(sum(lines) - (discount?.minor ?? 0) + (delivery?.minor ?? 0));
  expect(refund?.amount.minor).toBe(refund && sum(refund.lines));
});

test.each(examples)('$name names one edition, each thing by its id, and no more than one by the same', (example) => {
  const { subject, edition, data } = example;
  const fair = exampleId('edition');
  expect([edition ?? fair, data.editionId ?? fair]).toEqual([fair, fair]);
  const ids = fieldsOf(data).filter(([path]) => /\wId$/.test(path));
  const named = new Map(ids.filter(([path, id]) => id && !path.includes('.')).map(([path, id]) => [id, path]));
  expect(named.size).toBe(ids.filter(([path, id]) => id && !path.includes('.')).length);
  expect(named.has(subject) ? example.name : '').toMatch(/^$|^(stand|programme|session\.refused)/);
});

test('a partnership names the same exhibitors in its list and on its sides', () => {
  for (const { data } of examples.filter(({ name }) => name.startsWith('partnership.'))) {
    const { from, to } = data as unknown as Record<'from' | 'to', { exhibitorId: string }>;
    expect(exhibitorsOf({ data })).toEqual([from.exhibitorId, to.exhibitorId]);
  }
});

test('a release counts what it lists', () => {
  const { data } = examples.find(({ name }) => name === 'programme.released')!;
  for (const [change, count] of Object.entries(data.counts as object)) {
    expect(data[change]).toHaveLength(count as number);
  }
});

test.each([
  ['a text', z.object({ blessing: z.string() })],
  ['a number', z.object({ blessing: z.int() })],
  ['a yes or no', z.object({ blessing: z.boolean() })],
  ['a word of several', z.object({ blessing: z.enum(['YES', 'NO']) })],
  ['a date', z.object({ blessing: z.iso.date() })],
  ['one in a list', z.object({ guests: z.array(z.object({ blessing: z.string() })) })],
])('an event with %s of which nobody has said anything has no example', (_, data) => {
  const told = defineEvent('org.maarad.sales.blessing.given.v1', {
    ...{ topic: 'maarad.sales', audience: 'public', description: 'New.' },
    data,
  });
  expect(() => exampleOf(told)).toThrow(/blessing\.given has no example of (guests\.)?blessing/);
});

test.each(Object.entries({ '': everywhere, ...byEvent }))(
  'of %s nothing is said that no example shows',
  (of, values) => {
    const told = examples.filter(({ name }) => !of || name === of || name.startsWith(`${of}.`));
    const shown = told.flatMap(({ data, ...envelope }) => [...fieldsOf(envelope), ...fieldsOf(data)]);
    for (const [key, value] of Object.entries(values)) {
      const there = shown.some(
        ([path, one]) => (path === key || path.endsWith(`.${key}`)) && JSON.stringify(one) === JSON.stringify(value),
      );
      expect([key, there || (key === 'edition' && value === null)]).toEqual([key, true]);
    }
  },
);
