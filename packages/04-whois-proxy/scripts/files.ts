/** What the compilers of tables read and make. */

/** The text of an input file, by its path in the folder of facts. */
export type Files = (path: string) => string;

/** Output files by name, without `.json`. */
export type TableFiles = Readonly<Record<string, object>>;

/** Reads JSON of a shape that the caller knows: the inputs are files that we keep, not a stranger's. */
export const json = (text: string) => JSON.parse(text);

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

/** JSON for people to read and compare: what fits on a line stays on one. */
export function format(value: unknown, indent = ""): string {
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
