import 'reflect-metadata';
import PDFDocument from 'pdfkit';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { Language } from '../graphql/language.js';
import { renderPdf, type Sheet } from './index.js';
import { typefaceFile } from './typefaces.js';

const at = new Date('2025-02-02T18:00:00Z');
const render = (language: Language, fill: (sheet: Sheet) => void) => renderPdf({ title: 'كشف', language, at }, fill);

interface Placed {
  text: string;
  left: number;
  right: number;
  y: number;
}

/** What stands on each page of a document, and where. */
async function read(pdf: Buffer): Promise<Placed[][]> {
  const loading = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await loading.promise;
  const pages: Placed[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const content = await (await document.getPage(number)).getTextContent();
    pages.push(
      content.items.flatMap((item) =>
        'str' in item && item.str.trim()
          ? [{ text: item.str, left: item.transform[4], right: item.transform[4] + item.width, y: item.transform[5] }]
          : [],
      ),
    );
  }
  await loading.destroy();
  return pages;
}

const words = (page: Placed[] = []) => page.map(({ text }) => text).join(' ');

test('Arabic letters are joined: first, middle and last forms, not the ones that stand alone', () => {
  const pdf = new PDFDocument({ font: null as unknown as string });
  pdf.font(typefaceFile('arabic') as unknown as string);
  const { font } = (pdf as any)._font;
  const { glyphs } = font.layout('بيت', []);
  // From left to right: the last form of ت, the middle one of ي, the first one of ب.
  expect(glyphs.map(({ name }: { name: string }) => name)).toEqual(['uniFE96', 'uniFEF4', 'uniFE91']);
});

test('what a document says can be read, searched and copied in three languages', async () => {
  const [page] = await read(
    await render(Language.AR, (sheet) => {
      sheet.heading('شهادة حضور');
      sheet.paragraph('تعاونية أركان و Coopérative Tighanimine سنة 2025');
      sheet.facts([['الجهة', 'سوس ماسة']]);
    }),
  );
  for (const word of ['شهادة', 'حضور', 'تعاونية', 'أركان', 'Coopérative', 'Tighanimine', '2025', 'سوس', 'ماسة']) {
    expect(words(page)).toContain(word);
  }
});

test('an Arabic document begins at the right, a French one at the left, and so do their tables', async () => {
  const table = (sheet: Sheet) => sheet.table([{ heading: 'A' }, { heading: 'B' }], [['1', '2']]);
  const placeOf = async (language: Language) => {
    const [page = []] = await read(await render(language, table));
    return (text: string) => page.find((placed) => placed.text === text)?.left ?? Number.NaN;
  };
  const [arabic, french] = [await placeOf(Language.AR), await placeOf(Language.FR)];
  expect(arabic('A')).toBeGreaterThan(arabic('B'));
  expect(french('A')).toBeLessThan(french('B'));
});

test('amounts end at the same place in every language', async () => {
  for (const language of [Language.AR, Language.FR]) {
    const rows = [
      ['x', '5,00'],
      ['y', '12345,00'],
    ];
    const [page = []] = await read(
      await render(language, (sheet) => sheet.table([{ heading: 'p' }, { heading: 'm', amount: true }], rows)),
    );
    const ends = page.filter(({ text }) => text.endsWith(',00')).map(({ right }) => right);
    expect(ends).toHaveLength(2);
    expect(Math.abs((ends[0] ?? 0) - (ends[1] ?? 0))).toBeLessThan(0.01);
  }
});

test('spaces that do not break are drawn in every language, and keep an amount in one piece', async () => {
  for (const language of Object.values(Language)) {
    const [page = []] = await read(
      await render(language, (sheet) => {
        sheet.paragraph('12\u00a0345,00');
        sheet.paragraph('12\u202f345,00', { bold: true });
      }),
    );
    expect(words(page)).toContain('12 345,00');
  }
});

test('a table that goes on over pages has its header on each of them, no row is lost, and pages are numbered', async () => {
  const rows = Array.from({ length: 80 }, (_, index) => [`row-${index}`, 'de l’argan en trois mots']);
  const pages = await read(
    await render(Language.FR, (sheet) => sheet.table([{ heading: 'Produit' }, { heading: 'Texte' }], rows, ['Total'])),
  );
  expect(pages.length).toBeGreaterThan(2);
  for (const [index, page] of pages.entries()) {
    expect(words(page)).toContain('Produit');
    expect(words(page)).toContain(`Page ${index + 1} sur ${pages.length}`);
    expect(Math.min(...page.map(({ y }) => y))).toBeGreaterThan(0);
  }
  const all = pages.flat().map(({ text }) => text);
  expect(rows.filter(([name = '']) => !all.includes(name))).toEqual([]);
  expect(all).toContain('Total');
});

test('a total never stands alone on a page', async () => {
  for (let count = 28; count < 36; count += 1) {
    const rows = Array.from({ length: count }, (_, index) => [`row-${index}`]);
    const pages = await read(
      await render(Language.FR, (sheet) => sheet.table([{ heading: 'Produit' }], rows, ['Total'])),
    );
    const last = words(pages.at(-1));
    expect(last).toContain('Total');
    expect(last).toContain(`row-${count - 1}`);
  }
});

test('a row higher than a page goes on over pages', async () => {
  const row = ['x', Array.from({ length: 900 }, (_, index) => `mot${index}`).join(' ')];
  const pages = await read(
    await render(Language.FR, (sheet) => sheet.table([{ heading: 'Produit' }, { heading: 'Texte' }], [row])),
  );
  expect(pages.length).toBeGreaterThan(1);
  expect(words(pages.flat())).toContain('mot899');
});

test('a text wider than the page is broken, even one without a space', async () => {
  const [page = []] = await read(
    await render(Language.AR, (sheet) => sheet.paragraph(`رابط ${'ABCDEFGHIJ'.repeat(40)} نص`)),
  );
  expect(Math.min(...page.map(({ left }) => left))).toBeGreaterThan(50);
  expect(Math.max(...page.map(({ right }) => right))).toBeLessThan(545);
  expect(words(page).replace(/ /g, '')).toContain('ABCDEFGHIJ'.repeat(5));
});

test('the same input gives the same bytes', async () => {
  const fill = (sheet: Sheet) => {
    sheet.paragraph('سلام Bonjour');
    sheet.qr('https://maarad.example/certificates/ABC');
  };
  expect((await render(Language.AR, fill)).equals(await render(Language.AR, fill))).toBe(true);
});
