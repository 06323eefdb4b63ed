/**
 * A note taken apart into what can be checked: headings, quoted code, diffs, fences and links.
 *
 * Code and diffs stand between two comments, which plain Markdown does not show:
 *
 * ```md
 * <!-- code packages/02-echo-server/src/echo.ts#Echo -->
 * (a ts fence)
 * <!-- /code -->
 *
 * <!-- diff 02/2 02/3 -->
 * (a diff fence)
 * <!-- /diff -->
 * ```
 */
import type { Finding } from "./finding.ts";

/** A heading; `level` is the number of its `#`. */
export interface Heading {
  readonly kind: "heading";
  readonly line: number;
  readonly level: number;
  readonly text: string;
}

/** What stands between two markers and is derived from files. */
export interface Quote {
  readonly kind: "code" | "diff";
  /** The line of the marker. */
  readonly line: number;
  /** The words of the marker: what is quoted. */
  readonly of: readonly string[];
  /** What the fence holds; undefined when there is no fence yet. */
  readonly lines: readonly string[] | undefined;
  /** The number of lines between the markers. */
  readonly height: number;
}

/** A fence outside of markers; `line` is that of its three backticks. */
export interface Fence {
  readonly kind: "fence";
  readonly line: number;
  /** What stands behind the three backticks, as words. */
  readonly info: readonly string[];
  readonly lines: readonly string[];
}

/** Where a link leads. */
export interface Link {
  readonly kind: "link";
  readonly line: number;
  readonly target: string;
}

/** What can be checked; `line` is where it stands in the note, from 1. */
type Part = Heading | Quote | Fence | Link;

/** A note taken apart. */
export interface Note {
  readonly parts: readonly Part[];
  /** What is in the note and cannot be checked. */
  readonly problems: readonly Finding[];
}

const MARKER = /^<!-- (code|diff) (\S.*\S) -->$/;
const END_MARKER = /^<!-- \/(?:code|diff) -->$/;
const FENCE = /^```(?!`)(.*)$/;
const HEADING = /^(#{1,6}) (.*)$/;
const LINK = /\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)/g;

/** The language of the fence that quotes it. */
export const LANGUAGE: Readonly<Record<Quote["kind"], string>> = { code: "ts", diff: "diff" };

/** Takes a note apart. Never throws: what it does not understand is a problem. */
export function parseNote(markdown: string): Note {
  const lines = markdown.split("\n");
  const parts: Part[] = [];
  const problems: Finding[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at] ?? "";
    const line = at + 1;
    const report = (problem: string): unknown => problems.push({ line, problem });
    const [isFence, info = ""] = FENCE.exec(text) ?? [];
    const [isMarker, kind, of = ""] = MARKER.exec(text) ?? [];
    const [isHeading, marks = "", title = ""] = HEADING.exec(text) ?? [];

    if (isFence !== undefined) {
      const body = linesUntil(lines, at + 1, (it) => it === "```");
      if (at + 1 + body.length === lines.length) report("the fence has no end");
      parts.push({ kind: "fence", line, info: info.split(" "), lines: body });
      at += body.length + 1;
    } else if (isMarker !== undefined) {
      const quote = kind === "diff" ? "diff" : "code";
      const body = linesUntil(lines, at + 1, (it) => MARKER.test(it) || END_MARKER.test(it));
      const end = lines[at + 1 + body.length];
      at += body.length;
      if (end === `<!-- /${quote} -->`) at += 1;
      else report(`this marker is not followed by <!-- /${quote} -->`);
      const fenced = fencedLines(body, LANGUAGE[quote]);
      if (fenced === "other") {
        report(`between two ${quote} markers stands one ${LANGUAGE[quote]} fence and nothing else`);
      } else if (end !== undefined) {
        const height = body.length;
        parts.push({ kind: quote, line, of: of.split(" "), lines: fenced, height });
      }
    } else if (END_MARKER.test(text)) report("this marker ends nothing");
    else {
      if (isHeading !== undefined) {
        parts.push({ kind: "heading", line, level: marks.length, text: title });
      }
      const reason = uncheckable(text);
      if (reason !== undefined) report(reason);
      for (const [, inline, defined] of withoutCode(text).matchAll(LINK)) {
        parts.push({ kind: "link", line, target: inline ?? defined ?? "" });
      }
    }
  }
  return { parts, problems };
}

/** The text as plain Markdown shows it: without the markers. */
export function withoutMarkers(markdown: string): string {
  return markdown.replaceAll(/^<!-- \/?(?:code|diff)(?: .*)? -->\n+/gm, "").trimEnd();
}

/** What the one fence of a quote holds; undefined when there is nothing at all. */
function fencedLines(
  body: readonly string[],
  language: string,
): readonly string[] | undefined | "other" {
  const start = body.findIndex((line) => line !== "");
  if (start === -1) return undefined;
  const end = body.findLastIndex((line) => line !== "");
  const fenced = body.slice(start + 1, end);
  const isFence = body[start] === `\`\`\`${language}` && body[end] === "```" && end > start;
  return isFence && !fenced.some((line) => FENCE.test(line)) ? fenced : "other";
}

function linesUntil(
  lines: readonly string[],
  from: number,
  isEnd: (line: string) => boolean,
): readonly string[] {
  const length = lines.slice(from).findIndex(isEnd);
  return lines.slice(from, length === -1 ? lines.length : from + length);
}

/** Why a line of prose would hide something from the checks or from a reader of plain Markdown. */
function uncheckable(text: string): string | undefined {
  if (/^\s*(```|~~~)/.test(text)) return "a fence begins with three backticks, not indented";
  if (/^( {4}|\t)/.test(text)) return "indented code cannot be checked: use a fence";
  if (/<(?:!--|\/?[a-z][a-z0-9]*[\s>])/i.test(withoutCode(text))) {
    return "no HTML but the markers of code and diffs";
  }
  return undefined;
}

function withoutCode(text: string): string {
  return text.replaceAll(/`[^`]*`/g, "");
}
