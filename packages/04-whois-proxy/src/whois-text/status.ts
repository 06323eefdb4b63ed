/** Statuses as registries write them. */
import { eppStatus, isEppStatus } from "../record/status.ts";

/**
 * The status words in a value, without the web address that explains them: EPP words in EPP's
 * spelling, all others as the registry writes them.
 *
 * @example
 * statusesIn("REGISTERED, DELEGATED"); // ["REGISTERED", "DELEGATED"]
 */
export function statusesIn(value: string): readonly string[] {
  const words = value
    .replace(/\s*\(?https?:\/\/\S*$/i, "")
    .replace(/ - .*$/, "")
    .trim();
  const parts = words.split(/,\s*/);
  const isList = parts.every((part) => /^[\w-]{2,40}$/.test(part));
  return (isList ? parts : [words]).filter((part) => part !== "").map(inEppWords);
}

function inEppWords(word: string): string {
  const twin = eppStatus(word.replaceAll(/[\s_]+/g, " "));
  // `active` is RDAP's word for `ok`, but in WHOIS each registry means something of its own by it.
  const isOwn = /^(?:active|associated)$/i.test(word);
  return !isOwn && isEppStatus(twin) ? twin : word;
}
