/** What the quoted code and the diffs of a note have to be, by the files that they are taken from. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type JournalPackage, stepAt } from "./catalog.ts";
import { difference, type Piece, unifiedDiff } from "./difference.ts";
import type { Finding } from "./finding.ts";
import { LANGUAGE, type Quote } from "./note.ts";
import { findSource } from "./source-text.ts";

/** Where the files are. */
export interface Sources {
  /** The root of the repository. */
  readonly root: string;
  readonly catalog: readonly JournalPackage[];
}

/** What is false in a quote, if anything. Never rejects. */
export async function checkQuote(quote: Quote, sources: Sources): Promise<Finding[]> {
  const { kind, line, of, lines, height } = quote;
  const name = `${kind} ${of.join(" ")}`;
  try {
    const [first = [], ...others] = await derive(quote, sources);
    if ([first, ...others].some((right) => isDeepStrictEqual(right, lines))) return [];
    const commented = lines?.[0]?.startsWith("/**") === true;
    const right = (commented ? others.at(-1) : undefined) ?? first;
    const problem =
      lines === undefined
        ? `${name}: there is nothing between the markers`
        : `${name}: the files say something else:\n${difference(lines, right)}`;
    const fenced = ["", `\`\`\`${LANGUAGE[kind]}`, ...right, "```", ""];
    return [{ line, problem, repair: { from: line + 1, count: height, lines: fenced } }];
  } catch (error) {
    return [
      { line, problem: `${name}: ${error instanceof Error ? error.message : String(error)}` },
    ];
  }
}

/** The texts that the quote may show; one, or one without and one with its doc comment. */
async function derive({ kind, of }: Quote, sources: Sources): Promise<readonly string[][]> {
  const [first = "", second, ...more] = of;
  if (kind === "code" && second === undefined) return await codeOf(first, sources);
  if (kind === "diff" && second !== undefined && more.length === 0) {
    const from = await readBody(stepAt(sources.catalog, first).file);
    const to = await readBody(stepAt(sources.catalog, second).file);
    const diff = unifiedDiff(from, to);
    if (diff.length === 0) throw new Error("there is no difference");
    return [diff];
  }
  throw new Error(`a ${kind} marker has ${kind === "code" ? "one word" : "two words"}`);
}

async function codeOf(reference: string, sources: Sources): Promise<readonly string[][]> {
  const [path = "", name] = reference.split("#");
  const file = /^\d+\/\d+$/.test(path)
    ? stepAt(sources.catalog, path).file
    : join(sources.root, path);
  if (name === undefined) return [(await readBody(file)).text.split("\n")];
  const piece = findSource(await readFile(file, "utf8"), name);
  if (piece === undefined) throw new Error(`there is no "${name}" in ${path}`);
  return [piece.text.split("\n"), piece.documented.split("\n")];
}

/** A file below its opening doc comment, which is for those who read the file alone. */
export async function readBody(file: string): Promise<Piece> {
  const source = await readFile(file, "utf8");
  const [opening = ""] = /^\/\*\*[^]*?\*\/\n+/.exec(source) ?? [];
  return { text: source.slice(opening.length).trimEnd(), above: opening.split("\n").length - 1 };
}
