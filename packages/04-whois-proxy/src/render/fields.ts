/** Keys and values on their way to lines, in every dialect. */

/** One key and its value; of a list each value gets a line of its own, and undefined gets none. */
export type Field = readonly [key: string, value: string | readonly string[] | undefined];

/** The values of a field, each to become one line. Empty values are no values. */
export const valuesOf = ([, value]: Field): readonly string[] =>
  [value ?? []].flat().filter((text) => text !== "");

/**
 * Lines of `key: value` with the values in one column, counted in characters from the line's start.
 *
 * @example
 * columnLines(16, [["netname", "EXAMPLE-NET"]]); // ["netname:        EXAMPLE-NET"]
 */
export const columnLines = (width: number, fields: readonly Field[]): readonly string[] =>
  fields.flatMap((field) => valuesOf(field).map((value) => row(width, field[0], value)));

// A key too long for the column still keeps its distance from the value.
const row = (width: number, key: string, value: string): string =>
  `${`${key}:`.padEnd(width - 1)} ${value}`;

/** Blocks of lines with one empty line between them; empty blocks are left out. */
export function joinBlocks(blocks: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = blocks.filter((block) => block.length > 0);
  return [...first, ...others.flatMap((block) => [""].concat(block))];
}
