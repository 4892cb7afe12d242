import fc from 'fast-check';
import { csvLine } from './csv-line.js';

test('fields are apart by commas, quoted where they must be, and a record ends with CRLF', () => {
  expect(csvLine(['فاطمة', 'a,b', 'say "yes"', 'one\r\ntwo', null, ''])).toBe(
    'فاطمة,"a,b","say ""yes""","one\r\ntwo",,\r\n',
  );
});

test.each(['=1+1', '+212 600', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("x")', '＝1'])(
  'what a spreadsheet would run is text: %j',
  (formula) => {
    const first = csvLine([formula, 'x']).replace(/^"/, '');
    expect(first.startsWith("'")).toBe(true);
  },
);

/** Reads a record as RFC 4180 says. */
function read(line: string): string[] {
  const fields = [...line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)];
  return fields.map(([, inQuotes, plain]) => inQuotes?.replaceAll('""', '"') ?? plain ?? '');
}

test('whatever is written is read again, but for the apostrophe, and no field begins like a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 6 }), (fields) => {
      const again = read(csvLine(['id', ...fields]));
      expect(again).toHaveLength(fields.length + 1);
      again.slice(1).forEach((field, index) => {
        expect([fields[index], `'${fields[index]}`]).toContain(field);
        expect(field).not.toMatch(/^[=+\-@\t\r]/);
      });
    }),
  );
});
