/**
 * A named piece of a source file: a marked region, a top-level declaration, or a member of a class.
 *
 * It knows no grammar and needs none: the formatter puts the end of every declaration back to
 * where its beginning stands.
 */

/** A piece of source text as a note may quote it. */
export interface SourceText {
  readonly text: string;
  /** The same with the doc comment above it. */
  readonly documented: string;
}

/**
 * Finds `name` in a source file: `// #region name` to `// #endregion name`, or the declaration of
 * `main`, or `Framer.next` for a member of a class. Its common indentation is taken off. Returns
 * undefined when there is no such piece.
 */
export function findSource(source: string, name: string): SourceText | undefined {
  const lines = source.split("\n");
  const region = findRegion(lines, name);
  if (region !== undefined) return { text: region, documented: region };
  const [outer = "", member] = name.split(".");
  const declaration = findDeclaration(
    lines,
    new RegExp(`^${DECLARING}${escape(outer)}${BOUNDARY}`),
  );
  if (declaration === undefined || member === undefined) return declaration;
  const body = declaration.text
    .split("\n")
    .slice(1, -1)
    .map((line) => line.replace(/^ {2}/, ""));
  return findDeclaration(body, new RegExp(`^${MODIFIERS}${escape(member)}${BOUNDARY}`));
}

const DECLARING =
  "(?:export )?(?:abstract )?(?:async )?(?:function\\*? |class |interface |type |const |let )";
const MODIFIERS = "(?:(?:private|protected|static|override|async|readonly|get|set) )*";
const BOUNDARY = "(?![\\w$])";
/** The last line of a declaration: not indented, and whole. */
const END = /^\S.*[;}]$|^\}/;

function findRegion(lines: readonly string[], name: string): string | undefined {
  const isMarker = (word: string) => (line: string) => line.trim() === `// #${word} ${name}`;
  const start = lines.findIndex(isMarker("region"));
  const end = lines.findIndex(isMarker("endregion"));
  if (start === -1 || end < start) return undefined;
  const indent = /^ */.exec(lines[start] ?? "")?.[0].length ?? 0;
  return lines
    .slice(start + 1, end)
    .map((line) => line.slice(indent))
    .join("\n");
}

function findDeclaration(lines: readonly string[], beginning: RegExp): SourceText | undefined {
  const start = lines.findIndex((line) => beginning.test(line));
  if (start === -1) return undefined;
  // Nothing of `type Frame =` or of `const double = (n) =>` stands further left: it ends at a gap.
  const open = /=>?$/.test(lines[start] ?? "");
  const length = lines
    .slice(start)
    .findIndex((line, at, rest) => (open && !rest[at + 1] ? line.endsWith(";") : END.test(line)));
  if (length === -1) return undefined;
  const textOf = (from: number): string => lines.slice(from, start + length + 1).join("\n");
  return { text: textOf(start), documented: textOf(docStart(lines, start)) };
}

function docStart(lines: readonly string[], start: number): number {
  if (lines[start - 1]?.trimEnd().endsWith("*/") !== true) return start;
  return lines.findLastIndex((line, at) => at < start && line.startsWith("/**"));
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
