/** How two texts differ, line by line: for people, and for the diff fences of the notes. */
import { diffArrays, structuredPatch } from "diff";

/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/** Lines behind `- ` that only `shown` has and behind `+ ` that only `actual` has, in order. */
export function difference(shown: readonly string[], actual: readonly string[]): string {
  return diffArrays([...shown], [...actual])
    .filter(({ added, removed }) => added || removed)
    .flatMap(({ added, value }) => value.map((line) => `  ${added ? "+" : "-"} ${line}`))
    .join("\n");
}

/** A piece of a file, and the number of lines that stand above it. */
export interface Piece {
  readonly text: string;
  readonly above: number;
}

/**
 * The hunks of a unified diff, without file headers. The numbers in `@@` are those of the files.
 * Empty when the pieces are equal. No line ends in white space.
 */
export function unifiedDiff(from: Piece, to: Piece): string[] {
  const { hunks } = structuredPatch("", "", `${from.text}\n`, `${to.text}\n`, "", "", {
    context: CONTEXT,
  });
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const place = `-${oldStart + from.above},${oldLines} +${newStart + to.above},${newLines}`;
    return [`@@ ${place} @@`].concat(lines.map((line) => line.trimEnd()));
  });
}
