/** Statuses as registries write them. */
import { limits } from "../record/limits.ts";
import { eppStatus, isEppStatus } from "../record/status.ts";
import { freeStatuses } from "../upstream/phrases.ts";

/**
 * The status words in a value, without the web address that explains them: EPP words in EPP's
 * spelling, all others as the registry writes them.
 *
 * @example
 * statusesIn("REGISTERED, DELEGATED"); // ["REGISTERED", "DELEGATED"]
 */
export function statusesIn(value: string): readonly string[] {
  const words = withoutExplanation(value.slice(0, LONGEST));
  const parts = words.split(",").map((part) => part.trim());
  const isList = parts.every((part) => /^[\w-]{2,40}$/.test(part));
  return (isList ? parts : [words]).filter((part) => part !== "").map(inEppWords);
}

/** All statuses in some values, each once whatever its case. */
export function distinctStatuses(values: readonly string[]): readonly string[] {
  const byWord = new Map<string, string>();
  for (const status of values.slice(0, limits.statuses).flatMap(statusesIn)) {
    const word = status.toLowerCase();
    // Of a name that nobody has, `free` is no status but the answer.
    if (!byWord.has(word) && !freeStatuses.includes(word)) byWord.set(word, status);
  }
  return [...byWord.values()].slice(0, limits.statuses);
}

/** Characters of a status, its explanation included. */
const LONGEST = 300;

function withoutExplanation(value: string): string {
  const ends = [value.search(/\(?https?:\/\//i), value.indexOf(" - ")].filter((at) => at >= 0);
  return value.slice(0, Math.min(value.length, ...ends)).trim();
}

function inEppWords(word: string): string {
  const twin = eppStatus(word.replaceAll(/[\s_]+/g, " "));
  // `active` is RDAP's word for `ok`, but in WHOIS each registry means something of its own by it.
  const isOwn = /^(?:active|associated)$/i.test(word);
  return !isOwn && isEppStatus(twin) ? twin : word;
}
