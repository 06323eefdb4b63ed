/** Notices and remarks (RFC 9083, section 4.3): what a server says in free text. */

import type { Notice } from "../model/record.ts";
import { type JsonObject, known, listOf, objectsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { hrefsOf } from "./links.ts";
import { flatText, textOf } from "./text.ts";

/** Reads a `notices` member; a notice that says nothing is skipped. */
export const noticesOf = (value: unknown): readonly Notice[] =>
  objectsOf(value, limits.notices)
    .map(noticeOf)
    .filter(
      ({ title, lines, links }) => title !== undefined || lines.length > 0 || links !== undefined,
    );

function noticeOf(notice: JsonObject): Notice {
  const more = known({ title: textOf(notice["title"]), links: hrefsOf(notice["links"]) });
  return { lines: descriptionOf(notice), ...more };
}

/**
 * The lines of one notice or remark, without empty ones at its ends. A line is an item of the list:
 * line ends within an item become blanks, as everywhere.
 */
export function descriptionOf(notice: JsonObject): readonly string[] {
  const lines = listOf(notice["description"], limits.lines).flatMap((line) =>
    // The end of a line that came from a form, as two characters.
    typeof line === "string" ? flatText(line.replace(/\\r$/, "")) : [],
  );
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first === -1 ? [] : lines.slice(first, last + 1);
}

// Titles that say nothing but that this is a remark.
const GENERIC = /^(?:remarks?|registration comments|description)$/i;

/** Remarks as lines; a title that tells something stands before its first line. */
export function remarkLines(remarks: readonly JsonObject[]): readonly string[] {
  return remarks
    .flatMap((remark) => {
      const title = textOf(remark["title"]) ?? textOf(remark["type"]) ?? "";
      const [first = "", ...rest] = descriptionOf(remark);
      if (title === "" || GENERIC.test(title)) return [first, ...rest];
      return [first === "" ? title : `${title}: ${first}`, ...rest];
    })
    .filter((line) => line !== "")
    .slice(0, limits.lines);
}

/** Whether the number registries mean RPSL's `descr` by this remark. */
export const isDescription = (remark: JsonObject): boolean =>
  textOf(remark["title"])?.toLowerCase() === "description";
