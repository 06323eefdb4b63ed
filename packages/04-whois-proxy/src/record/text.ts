/**
 * Text from upstream on its way into a record. Here, and only here, it is made safe to print: one
 * value is one line, whatever it held.
 *
 * @example
 * flatText("Joe\r\nDomain Status: ok"); // "Joe Domain Status: ok"
 */

import { limits } from "./limits.ts";

// Controls (C0, DEL, C1), the Unicode line ends, and the marks that make text read in another order
// than it is written (U+202A to U+202E, U+2066 to U+2069).
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** One line of well-formed text without controls; what is too long is cut. */
export function flatText(text: string): string {
  return text.slice(0, limits.text).toWellFormed().replace(UNPRINTABLE, " ").trim();
}

/** A string as flat text; undefined for anything else and for nothing but blanks. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? flatText(value) || undefined : undefined;
}

/** The same for identifiers, which some servers write as JSON numbers. */
export function idOf(value: unknown): string | undefined {
  return typeof value === "number" && Number.isFinite(value) ? String(value) : textOf(value);
}
