/** The dates of a record as RDAP events (RFC 9083, section 4.5). */
import type { RegistryRecord } from "../model/record.ts";
import { rfc3339 } from "../record/rfc3339.ts";
import type { JsonObject } from "./json.ts";

type Dated = Pick<RegistryRecord, "created" | "updated" | "databaseUpdated" | "events"> & {
  readonly expires?: string;
  readonly registrarExpires?: string;
  readonly transferred?: string;
};

/** Everything that has a date; what is no date is left out. */
export function eventsOf(record: Dated): readonly JsonObject[] {
  const named = [
    ["registration", record.created],
    ["last changed", record.updated],
    ["expiration", record.expires],
    ["registrar expiration", record.registrarExpires],
    ["transfer", record.transferred],
    ["last update of RDAP database", record.databaseUpdated],
  ] as const;
  const others = (record.events ?? []).map(({ action, date }) => [action, date] as const);
  return [...named, ...others].flatMap(([eventAction, date]) => {
    const eventDate = rfc3339(date);
    return eventDate === undefined ? [] : { eventAction, eventDate };
  });
}
