/** The dates of a record as RDAP events (RFC 9083, section 4.5). */
import type { RegistryRecord } from "../model/record.ts";
import { rfc3339 } from "../record/rfc3339.ts";
import type { JsonObject } from "./json.ts";

/** The members of records and contacts that have dates. */
export type Dated = Pick<RegistryRecord, "created" | "updated" | "databaseUpdated" | "events"> & {
  readonly expires?: string;
  readonly registrarExpires?: string;
  readonly transferred?: string;
};

/** Everything that has a date and one of RDAP's words for it. */
export const eventsOf = (record: Dated): readonly JsonObject[] =>
  allDates(record).flatMap(([action, date]) => {
    const eventDate = rfc3339(date);
    return eventDate === undefined || !ACTIONS.has(action)
      ? []
      : { eventAction: action, eventDate };
  });

/** The others, as lines: events that RDAP has no word for, and dates that are none. */
export const otherDates = (record: Dated): readonly string[] =>
  allDates(record).flatMap(([action, date]) =>
    rfc3339(date) !== undefined && ACTIONS.has(action) ? [] : `${action}: ${date}`,
  );

function allDates(record: Dated): readonly (readonly [action: string, date: string])[] {
  const named = [
    ["registration", record.created],
    ["last changed", record.updated],
    ["expiration", record.expires],
    ["registrar expiration", record.registrarExpires],
    ["transfer", record.transferred],
    ["last update of RDAP database", record.databaseUpdated],
  ] as const;
  const known = named.flatMap(([action, date]) =>
    date === undefined ? [] : ([[action, date]] as const),
  );
  return [...known, ...(record.events ?? []).map(({ action, date }) => [action, date] as const)];
}

/** The registered event actions (RFC 9083, section 10.2.3). */
const ACTIONS: ReadonlySet<string> = new Set([
  "registration",
  "reregistration",
  "last changed",
  "expiration",
  "deletion",
  "reinstantiation",
  "transfer",
  "locked",
  "unlocked",
  "last update of RDAP database",
  "registrar expiration",
  "enum validation expiration",
]);
