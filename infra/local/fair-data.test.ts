import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regions } from '@maarad/shared/contracts';
import { checkedFairData, fairDataProblems } from './check-fair-data.js';
import { takesPart } from './check-fair-exhibitors.js';
import { FairDataError, fairFolder, parseFairData, readFairData, type FairData } from './fair-data.js';

const fair = readFairData();
/** A copy of the fair in which `change` has been made. */
function changed(change: (data: FairData) => void): FairData {
  const copy = structuredClone(fair);
  change(copy);
  return copy;
}
/** One item of a list, which has to be there. */
function one<Item>(items: Item[], matches: (item: Item) => boolean = () => true): Item {
  const found = items.find(matches);
  if (!found) throw new Error('The demonstration fair has no such record');
  return found;
}

describe('the demonstration fair', () => {
  it('has no problem', () => {
    expect(fairDataProblems(fair)).toEqual([]);
    expect(checkedFairData()).toEqual(fair);
  });

  it('is the second regional fair of Marrakech-Safi, with its theme in four languages', () => {
    expect(fair.edition).toMatchObject({ number: 2, startsOn: '2025-01-27', endsOn: '2025-02-02' });
    expect(fair.edition.theme.ar).toBe('من أجل اقتصاد اجتماعي وتضامني منصف ودامج');
    expect(Object.keys(fair.edition.theme).sort()).toEqual(['ar', 'en', 'fr', 'zgh']);
    expect(fair.edition.organisers).toHaveLength(2);
  });

  it('has 170 exhibitors of every kind, from all twelve regions and abroad, most from Marrakech-Safi', () => {
    const taking = fair.exhibitors.filter(takesPart);
    const from = (region: string) => taking.filter((exhibitor) => exhibitor.region === region).length;
    expect(taking).toHaveLength(170);
    expect(new Set(taking.map(({ kind }) => kind)).size).toBe(7);
    expect(regions.filter((region) => from(region) === 0)).toEqual([]);
    expect(regions.every((region) => from(region) <= from('MARRAKECH_SAFI'))).toBe(true);
    expect(taking.filter(({ kind }) => kind === 'DELEGATION').length).toBeGreaterThanOrEqual(7);
  });

  it('has some who were refused, put on the waitlist, withdrew or never asked, and a workshop that is refused', () => {
    expect(new Set(fair.exhibitors.map(({ outcome }) => outcome))).toEqual(
      new Set(['CHECKED_IN', 'CONFIRMED', 'APPROVED', 'WAITLISTED', 'REJECTED', 'WITHDRAWN', 'DRAFT']),
    );
    expect(fair.workshops.filter(({ expect: expected }) => expected === 'REFUSED')).toHaveLength(1);
  });

  it('has about 180 stands, 400 products, 18 workshops and 45 sessions', () => {
    expect(fair.halls.flatMap(({ stands }) => stands).length).toBeGreaterThanOrEqual(178);
    expect(fair.products.length).toBeGreaterThanOrEqual(400);
    expect(fair.workshops.filter(({ topic }) => topic === 'MARKETING').length).toBeGreaterThanOrEqual(6);
    expect(fair.workshops.length).toBeGreaterThanOrEqual(18);
    expect(fair.sessions.length).toBeGreaterThanOrEqual(45);
  });
});

describe('the shape of a file', () => {
  const refusals: [string, string, string, (data: FairData) => void][] = [
    ['a text without Arabic', 'products.json', 'name.ar', (data) => (one(data.products).name.ar = 'Huile')],
    ['Tamazight in another script', 'exhibitors.json', 'name.zgh', (data) => (one(data.exhibitors).name.zgh = 'argan')],
    ['a price with three decimals', 'products.json', 'price', (data) => (one(data.products).price = '1.125')],
    ['a stock of half a piece', 'products.json', 'openingStock', (data) => (one(data.products).openingStock = 0.5)],
    ['a category that is none', 'products.json', 'category', (data) => (one(data.products).category = 'cars')],
    ['a key that is no slug', 'sessions.json', 'key', (data) => (one(data.sessions).key = 'A B')],
    [
      'an email at a real domain',
      'exhibitors.json',
      'contact.email',
      (data) => (one(data.exhibitors).contact.email = 'a@b.ma'),
    ],
    ['a workshop for a hundred', 'workshops.json', 'capacity', (data) => (one(data.workshops).capacity = 100)],
    [
      'a field that nobody reads',
      'venues.json',
      'colour',
      (data) => Object.assign(one(data.venues), { colour: 'red' }),
    ],
  ];
  it.each(refusals)('refuses %s', (_, file, field, fault) => {
    expect(() => parseFairData(changed(fault))).toThrow(FairDataError);
    expect(() => parseFairData(changed(fault))).toThrow(new RegExp(`${file} .*${field.replace('.', '\\.')}`));
  });

  it('names every fault of every file at once', () => {
    const twice = changed((data) => {
      one(data.products).price = 'dear';
      one(data.venues).capacity = -1;
    });
    expect(() => parseFairData(twice)).toThrow(/products\.json [^]*venues\.json main-stage: capacity/);
  });

  it('is checked when the files are read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fair-'));
    try {
      cpSync(fairFolder(), folder, { recursive: true });
      writeFileSync(join(folder, 'venues.json'), '[]');
      expect(readFairData(folder).venues).toEqual([]);
      expect(() => checkedFairData(folder)).toThrow(/sessions\.json opening-ceremony: there is no venue main-stage/);
      writeFileSync(join(folder, 'venues.json'), '[{}]');
      expect(() => readFairData(folder)).toThrow(/venues\.json 0: key/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
