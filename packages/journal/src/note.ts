/**
 * A note taken apart into what can be checked: quoted code, fences and links.
 *
 * Code is quoted between two comments, which plain Markdown does not show:
 *
 * ```md
 * <!-- code packages/02-echo-server/src/echo.ts#Echo -->
 * (a ts fence)
 * <!-- /code -->
 * ```
 */

/** What can be checked; `line` is where it stands in the note, from 1. */
export type Part =
  | {
      readonly kind: "code";
      readonly line: number;
      /** From the root of the repository. */
      readonly path: string;
      /** A region or a declaration of the file; undefined for the whole of it. */
      readonly name: string | undefined;
      readonly text: string;
    }
  | {
      readonly kind: "fence";
      readonly line: number;
      /** What stands behind the three backticks, as words. */
      readonly info: readonly string[];
      readonly lines: readonly string[];
    }
  | { readonly kind: "link"; readonly line: number; readonly target: string };

/** A note taken apart. */
export interface Note {
  readonly parts: readonly Part[];
  /** What is in the note and cannot be checked, one line each. */
  readonly problems: readonly string[];
}

const MARKER = /^<!-- code ([^\s#]+)(?:#(\S+))? -->$/;
const END_MARKER = "<!-- /code -->";
const FENCE = /^```(?!`)(.*)$/;
const LINK = /\]\(([^)\s]+)\)/g;

/** Takes a note apart. Never throws: what it does not understand is a problem. */
export function parseNote(markdown: string): Note {
  const parts: Part[] = [];
  const problems: string[] = [];
  const lines = markdown.split("\n");
  let quote: { path: string; name: string | undefined; text?: string } | undefined;

  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at] ?? "";
    const line = at + 1;
    const problem = (reason: string): number => problems.push(`line ${line}: ${reason}`);
    const [isMarker, path = "", name] = MARKER.exec(text) ?? [];
    const [isFence, info = ""] = FENCE.exec(text) ?? [];

    if (isFence !== undefined) {
      const end = lines.indexOf("```", at + 1);
      const body = lines.slice(at + 1, end === -1 ? lines.length : end);
      if (end === -1) problem("the fence has no end");
      if (quote === undefined) {
        parts.push({ kind: "fence", line, info: info.split(" "), lines: body });
      } else if (quote.text === undefined && info === "ts") {
        quote.text = body.join("\n");
        parts.push({ kind: "code", line, path: quote.path, name: quote.name, text: quote.text });
      } else problem("between two code markers stands one ts fence and nothing else");
      at += body.length + 1;
    } else if (text === END_MARKER) {
      if (quote?.text === undefined) problem("this marker ends no quoted code");
      quote = undefined;
    } else if (quote !== undefined) {
      if (text !== "") problem("between two code markers stands one ts fence and nothing else");
    } else if (isMarker !== undefined) {
      quote = { path, name };
    } else {
      const reason = uncheckable(text);
      if (reason !== undefined) problem(reason);
      for (const [, target = ""] of text.matchAll(LINK)) parts.push({ kind: "link", line, target });
    }
  }
  if (quote !== undefined) problems.push(`line ${lines.length}: the quoted code has no end marker`);
  return { parts, problems };
}

/** Why a line of prose would hide something from the checks or from a reader of plain Markdown. */
function uncheckable(text: string): string | undefined {
  if (/^\s*(```|~~~)/.test(text)) return "a fence begins with three backticks, not indented";
  if (/^( {4}|\t)/.test(text)) return "indented code cannot be checked: use a fence";
  if (/<(?:!--|\/?[a-z][a-z0-9]*[\s>])/i.test(text.replaceAll(/`[^`]*`/g, ""))) {
    return "no HTML but the code markers";
  }
  return undefined;
}
