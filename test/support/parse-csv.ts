/** Reads comma-separated values as RFC 4180 has them. Written apart from the code under test, from the grammar. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) throw new Error('A quoted field has no end.');
        if (text[at] === '"') at += 1;
        field += text[at] ?? '';
        at += 1;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) {
        if (text[at] === '"') throw new Error('A quote stands in a field without quotes.');
        field += text[at] ?? '';
        at += 1;
      }
    }
    row.push(field);
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    if (!text.startsWith('\r\n', at)) throw new Error(`A line does not end where it must, at ${at}.`);
    at += 2;
    rows.push(row);
    row = [];
  }
  return rows;
}
