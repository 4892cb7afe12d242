import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { createDatabase, openDatabase } from '../database/index.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { TextSearch1700000002000 } from './text-search.migration.js';

let testDatabase: TestDatabase;
let database: DataSource;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase(
    createDatabase({ url: testDatabase.url, entities: [], migrations: [TextSearch1700000002000] }),
  );
});
afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

const of = async (kind: 'letters' | 'sounds', text: string): Promise<string> => {
  const [row] = await database.query(`SELECT btrim(search_${kind}($1::text)) AS made`, [text]);
  return row.made;
};
const heard = async (text: string) => (await of('sounds', text)).split(' ')[0];

test.each([
  ['alef with hamza or madda is alef', 'أركان', 'اركان'],
  ['alef with madda is alef', 'آسفي', 'اسفي'],
  ['hamza below alef is alef', 'إبراهيم', 'ابراهيم'],
  ['alef wasla is alef', 'ٱلورد', 'الورد'],
  ['ya without dots is ya', 'مستشفى', 'مستشفي'],
  ['ta marbuta is ha', 'تعاونية', 'تعاونيه'],
  ['hamza on waw and ya goes', 'مؤسسة', 'موسسة'],
  ['tashkeel goes', 'تَعَاوُنِيَّةٌ', 'تعاونية'],
  ['tatweel goes', 'تعـــاونية', 'تعاونية'],
  ['presentation forms are letters', 'ﺗﻌﺎﻭﻧﻴﺔ', 'تعاونية'],
  ['Persian letters are the Arabic ones', 'کتابی', 'كتابي'],
  ['digits of Arabic are digits', '٢٠٢٥', '2025'],
  ['accents and case go', 'COOPÉRATIVE Câprès', 'cooperative capres'],
  ['ligatures are letters', 'Œuvre', 'oeuvre'],
  ['an apostrophe parts words', 'L’Ourika', "l'ourika"],
])('%s: %s is searched as %s', async (_rule, given, same) => {
  expect(await of('letters', given)).toBe(await of('letters', same));
});

test.each([
  ['taawouniya', 'تعاونية'],
  ['argan', 'أركان'],
  ['argane', 'ⴰⵔⴳⴰⵏ'],
  ['zaafrane', 'زعفران'],
  ['chichaoua', 'شيشاوة'],
  ['3asal', 'عسل'],
  ['zitoun', 'الزيتون'],
  ['tifinagh', 'ⵜⵉⴼⵉⵏⴰⵖ'],
  ['khazaf', 'الخزاف'],
])('%s on a Latin keyboard sounds like %s, or keeps its consonants', async (latin, name) => {
  const forms = new Set((await of('sounds', name)).split(' '));
  expect((await of('sounds', latin)).split(' ').some((form) => !form.startsWith('w') && forms.has(form))).toBe(true);
});

test('a beginning in Latin letters sounds like the beginning of the name', async () => {
  expect(await heard('تعاونية')).toMatch(new RegExp(`^${await heard('taaw')}`));
});

test('different letters of one script stay different', async () => {
  const letters = [...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'];
  const written = await Promise.all(letters.map((letter) => of('letters', letter)));
  expect(new Set(written).size).toBe(letters.length);
});

test('whatever is given, what is searched is ASCII, and folding it again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', '')),
      async (text) => {
        const once = await of('letters', text);
        expect(once).toMatch(/^[a-z0-9 ]*$/);
        expect(await of('letters', once)).toBe(once);
        expect(await of('sounds', text)).toMatch(/^[a-z0-9 ]*$/);
      },
    ),
    { numRuns: 200, examples: [['22'], ['㉒']] },
  );
});
