/** Comma-separated values as IANA publishes them (RFC 4180): quoted fields may hold commas and line ends. */

/** Rows as objects, keyed by the header row. Footnote marks such as ` [1]` are cut off. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = cells(text.replace(/^\uFEFF/, ""));
  const keys = header.map(clean);
  return rows
    .filter((row) => row.length === keys.length)
    .map((row) => Object.fromEntries(keys.map((key, index) => [key, clean(row[index] ?? "")])));
}

/** One line, no footnote mark at its end. `[RFC1918]` is no footnote. */
const clean = (cell: string): string =>
  cell
    .replace(/\s+/g, " ")
    .trim()
    .replace(/( ?\[\d+\])+$/, "");

function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A field, quoted or not, and what ends it.
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g,
  )) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
