import 'reflect-metadata';
import { acceptedLanguage, Language } from './language.js';
import { dayOf, daysOf } from './local-date.js';
import { servedLanguage, textsOf } from './localized-text.js';

test.each([
  ['fr', Language.FR],
  ['en-GB,en;q=0.9,fr;q=0.8', Language.EN],
  ['de, fr;q=0.5, ar;q=0.7', Language.AR],
  ['zgh-Tfng', Language.ZGH],
  ['fr;q=0, en', Language.EN],
  ['de', undefined],
  [';;;,,q=', undefined],
  [undefined, undefined],
])('takes from Accept-Language "%s" the language %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

test('a text that is not in the wanted language is served in Arabic, else French, else what there is', () => {
  expect(servedLanguage({ fr: 'Safran', ar: 'زعفران' }, Language.EN)).toBe(Language.AR);
  expect(servedLanguage({ fr: 'Safran', en: 'Saffron' }, Language.ZGH)).toBe(Language.FR);
  expect(servedLanguage({ zgh: 'ⵣⵣⵄⴼⵔⴰⵏ' }, Language.FR)).toBe(Language.ZGH);
  expect(servedLanguage({ ar: 'زعفران', en: 'Saffron' }, Language.EN)).toBe(Language.EN);
});

test('white space is no text', () => {
  expect(textsOf({ ar: ' زعفران ', fr: '  ' })).toEqual({ ar: 'زعفران' });
});

test('a day of the fair is a day in its time zone', () => {
  expect(dayOf(new Date('2025-01-27T23:30:00Z'), 'Africa/Casablanca')).toBe('2025-01-28');
  expect(dayOf(new Date('2025-01-27T22:59:59Z'), 'Africa/Casablanca')).toBe('2025-01-27');
});

test('the days of an edition go over the end of a month, and over a change of the clocks', () => {
  expect(daysOf({ startsOn: '2025-02-27', endsOn: '2025-03-02' })).toEqual([
    '2025-02-27',
    '2025-02-28',
    '2025-03-01',
    '2025-03-02',
  ]);
  expect(daysOf({ startsOn: '2025-03-30', endsOn: '2025-03-30' })).toEqual(['2025-03-30']);
});
