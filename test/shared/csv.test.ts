import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '../../src/shared/csv.ts';
import { parseCsv } from '../support/parse-csv.ts';

test.each([
  [['a', 1, -2.5, true, false, null], 'a,1,-2.5,yes,no,\r\n'],
  [['with, comma', 'with "quotes"', 'two\nlines'], '"with, comma","with ""quotes""","two\nlines"\r\n'],
  [['=1+1', '+49', '-5 km easy', '@home', '＝1'], "'=1+1,'+49,'-5 km easy,'@home,'＝1\r\n"],
  [['\t=1', '\r\n=1', '  =cmd'], "'\t=1,\"'\r\n=1\",'  =cmd\r\n"],
])('%j', (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});

test('any text comes back as it was, but for the apostrophe before what looks like a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2 }), (texts) => {
      const [row = []] = parseCsv(csvLine(texts));
      expect(row).toHaveLength(texts.length);
      for (const [index, text] of texts.entries()) expect([text, `'${text}`]).toContain(row[index]);
    }),
  );
});

test('no text begins as a formula does', () => {
  const risky = fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ', '\n');
  fc.assert(
    fc.property(fc.array(risky, { maxLength: 4 }), fc.string(), (beginning, rest) => {
      const [row = []] = parseCsv(csvLine([beginning.join('') + rest, 'end']));
      expect(row[0]?.trimStart()).not.toMatch(/^[=+\-@]/u);
    }),
  );
});
