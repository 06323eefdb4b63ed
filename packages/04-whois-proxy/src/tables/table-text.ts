/**
 * Writes tables the way the files in `tables/` have them (see table-files.ts, which reads them): for
 * people to read, and so that two of them can be compared line by line.
 */

import type { BootstrapTable, WhoisTable, ZoneList } from "./table-data.ts";

/** A bootstrap registry as its file has it: one line for each set of servers, however many services name it. */
export function rdapFile({ source, date, services }: BootstrapTable): object {
  const rows = services.flatMap(({ entries, urls }) =>
    entries.map((entry) => [entry, urls.join(" ")] as const),
  );
  return { source, date, servers: grouped(rows) };
}

/** Port-43 servers as their file has them. */
export const whoisFile = ({ source, date, servers }: WhoisTable): object => ({
  source,
  date,
  servers: grouped([...servers].toSorted(byName)),
});

/** A list of zones as its file has it. */
export const zonesFile = ({ source, date, zones }: ZoneList): object => ({
  source,
  date,
  zones: zones.toSorted().join(" "),
});

/** `{ com: "h", net: "h" }` to `{ h: "com net" }`, in the order of the alphabet. */
export function grouped(
  values: Iterable<readonly [key: string, value: string]>,
): Record<string, string> {
  const groups = Map.groupBy(values, ([, value]) => value);
  return Object.fromEntries(
    Array.from(groups, ([value, rows]): [string, string] => [
      value,
      rows.map(([key]) => key).join(" "),
    ]).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The text of a whole file. */
export const fileText = (table: object): string => `${format(table)}\n`;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1;

/** JSON for people to read and compare: what fits on a line stays on one. */
function format(value: unknown, indent = ""): string {
  const line = JSON.stringify(value);
  if (typeof value !== "object" || value === null || indent.length + line.length <= 360)
    return line;
  const inner = `${indent} `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const rows = Object.entries(value).map(([key, item]) => {
    const name = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    return `${inner}${name}${format(item, inner)}`;
  });
  return `${open}\n${rows.join(",\n")}\n${indent}${close}`;
}
