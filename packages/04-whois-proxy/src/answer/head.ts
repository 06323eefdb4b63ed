/** The comment lines before every answer: the outcome, who was asked, and how old it is. Pure. */

import type { Cached } from "../cache/answer-cache.ts";
import type { Outcome } from "../model/outcome.ts";
import { toLine } from "./clean.ts";
import type { Hop } from "./facts.ts";

/** Age and freshness of an answer, in ms; for a stale one, how the attempt to renew it ended. */
export interface Age extends Pick<Cached<unknown>, "age" | "freshFor" | "stale"> {
  readonly failure?: Outcome | undefined;
}

/**
 * `% outcome: …`, one `% source: …` per server, `% age: …` where there is one; each line ends with
 * CRLF, and an empty line closes the head.
 */
export function renderHead(outcome: Outcome, sources: readonly string[], age?: Age): string {
  let head = `% outcome: ${outcome}\r\n`;
  for (const source of sources) head += `% source: ${source}\r\n`;
  if (age !== undefined) head += `% age: ${ageText(age)}\r\n`;
  return `${head}\r\n`;
}

/** A hop as its `source` line shows it: ` (outcome: reason)` behind one that did not help. */
export function hopText({ source, outcome, reason, isPart }: Hop): string {
  // A directory that was found helpful names the way, and is no part of the text.
  if (isPart || outcome === "found") return toLine(source);
  const words = reason === undefined ? outcome : `${outcome}: ${reason}`;
  return `${toLine(source)} (${toLine(words)})`;
}

/** `12 s, fresh for 3588 s`, or how stale it is and why. */
export function ageText(age: Age): string {
  const seconds = ageSeconds(age);
  if (!age.stale) return `${seconds} s, fresh for ${freshSeconds(age)} s`;
  return `${seconds} s, stale: ${age.failure ?? "upstream takes its time"}`;
}

/** Whole seconds since it was fetched. */
export const ageSeconds = ({ age }: Age): number => Math.floor(age / 1000);

/** Seconds for which it will still be fresh; with its age they make up the whole time. */
export const freshSeconds = (age: Age): number =>
  Math.max(0, Math.round(age.freshFor / 1000) - ageSeconds(age));
