/** The comment lines before every answer: the outcome, who was asked, and how old it is. Pure. */

import type { Cached } from "../cache/answer-cache.ts";
import type { Outcome } from "../model/outcome.ts";
import { toLine } from "./clean.ts";
import type { Hop } from "./lookup-result.ts";

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
  if (age !== undefined) head += `% age: ${ageWords(age)}\r\n`;
  return `${head}\r\n`;
}

/** A hop as its `source` line shows it: ` (reason)` behind one that did not help. */
export const hopText = ({ source, reason }: Hop): string =>
  reason === undefined ? toLine(source) : `${toLine(source)} (${toLine(reason)})`;

function ageWords({ age, freshFor, stale, failure }: Age): string {
  const seconds = Math.floor(age / 1000);
  const left = Math.max(0, Math.round((freshFor - age) / 1000));
  if (!stale) return `${seconds} s, fresh for ${left} s`;
  return `${seconds} s, stale: ${failure ?? "upstream takes its time"}`;
}
