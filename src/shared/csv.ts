/** A value of a table; null is unknown and stays empty. */
export type Cell = string | number | boolean | null;

/**
 * One line of comma-separated values, its line break included, after RFC 4180: a text with a comma, a quote or a line
 * break stands in quotes, quotes in it doubled. A text that a spreadsheet would take for a formula gets an apostrophe
 * before it, because titles and comments are written by anybody.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') return String(cell);
  const safe = /^\s*[=+\-@＝＋－＠]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
