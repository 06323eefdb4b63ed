/** RDAP events (RFC 9083, section 4.5) and their dates. */

import { limits } from "./limits.ts";
import { objectsOf } from "./json.ts";
import { textOf } from "./text.ts";

const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(?:([Zz]|UTC|GMT)|([+-]\d\d):?(\d\d)?)?$/;

/**
 * A date as RFC 3339 in UTC. Without a zone it is taken for UTC; the fraction of a second stays as
 * written; anything else than a date with a time is returned unchanged.
 *
 * @example
 * utcDate("2012-02-24T09:44:34-05:00"); // "2012-02-24T14:44:34Z"
 */
export function utcDate(text: string): string {
  const [, day, time = "", fraction = "", , hours, minutes = "00"] = DATE_TIME.exec(text) ?? [];
  if (day === undefined) return text;
  const offset = hours === undefined ? "Z" : `${hours}:${minutes}`;
  const instant = new Date(`${day}T${time.padEnd(8, ":00")}${offset}`);
  if (Number.isNaN(instant.getTime())) return text;
  return `${instant.toISOString().slice(0, 19)}${fraction}Z`;
}

/**
 * Date by event action, in lower case. Where an action has two dates, the earlier counts for a
 * registration and the later for everything else.
 */
export type Events = ReadonlyMap<string, string>;

// `last update` is not in the IANA registry, but some registrars write it.
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["last update", "last changed"],
  ["last updated", "last changed"],
  ["last modified", "last changed"],
]);

/** Reads an `events` member. */
export function eventsOf(value: unknown): Events {
  const events = new Map<string, string>();
  for (const event of objectsOf(value, limits.events)) {
    const word = textOf(event["eventAction"])?.toLowerCase();
    const written = textOf(event["eventDate"]);
    if (word === undefined || written === undefined) continue;
    const action = SYNONYMS.get(word) ?? word;
    const date = utcDate(written);
    const before = events.get(action);
    const wins =
      before === undefined || (action === "registration" ? date < before : date > before);
    if (wins) events.set(action, date);
  }
  return events;
}
