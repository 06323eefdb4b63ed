/** Links (RFC 9083, section 4.2). */

import { type JsonObject, objectsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { textOf } from "./text.ts";

interface Link {
  /** Lower case; empty if there is none. */
  readonly rel: string;
  /** The media type in lower case, without parameters; empty if there is none. */
  readonly type: string;
  readonly title: string;
  readonly href: string;
}

/** Reads a `links` member; links without an address are skipped. */
export const linksOf = (value: unknown): readonly Link[] =>
  objectsOf(value, limits.links).flatMap((link) => {
    const href = textOf(link["href"]);
    if (href === undefined) return [];
    const rel = textOf(link["rel"])?.toLowerCase() ?? "";
    const type = textOf(link["type"])?.toLowerCase().split(";", 1)[0]?.trim() ?? "";
    return { rel, type, title: textOf(link["title"]) ?? "", href };
  });

/** The addresses of all links, each once. */
export const hrefsOf = (value: unknown): readonly string[] => [
  ...new Set(linksOf(value).map(({ href }) => href)),
];

/** The address of an object's `self` link. */
export const selfOf = (json: JsonObject): string | undefined =>
  linksOf(json["links"]).find(({ rel }) => rel === "self")?.href;
