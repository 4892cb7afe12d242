import { directed, directionOf, visualRuns, type Direction } from './visual-runs.js';

const seen = (text: string, direction: Direction) => visualRuns(directed(text, direction), 0, text.length);

test('Arabic words stand from right to left, each as it is read, so that its letters can be joined', () => {
  expect(seen('تعاونية أركان', 'rtl')).toEqual([
    { text: 'أركان', script: 'arabic' },
    { text: ' ', script: 'latin' },
    { text: 'تعاونية', script: 'arabic' },
  ]);
});

test('Latin words and numbers keep their order within Arabic', () => {
  expect(seen('باعت 12\u00a0345,50 درهما Coop Argan', 'rtl').map(({ text }) => text)).toEqual([
    ...['Coop Argan', ' ', 'درهما', ' ', '12\u00a0345,50', ' ', 'باعت'],
  ]);
});

test('brackets face the other way in Arabic, and their contents do not', () => {
  expect(
    seen('الدورة (PDF)', 'rtl')
      .map(({ text }) => text)
      .join(''),
  ).toBe('(PDF) الدورة');
});

test('a text is read as its first letter is', () => {
  expect(directionOf('2025 معرض', 'ltr')).toBe('rtl');
  expect(directionOf('Coopérative أركان', 'rtl')).toBe('ltr');
  expect(directionOf('12,50', 'rtl')).toBe('rtl');
});

test('every letter is drawn with the font that has it', () => {
  expect(seen('Žana œuvre ⴰⵣⵓⵍ سلام', 'ltr').map(({ script }) => script)).toEqual([
    ...['latin-ext', 'latin', 'tifinagh', 'latin', 'arabic'],
  ]);
});

test('marks that only direct the text are not drawn', () => {
  expect(seen('\u200fسلام\u200e', 'rtl')).toEqual([{ text: 'سلام', script: 'arabic' }]);
});
