/** What domains, networks and AS numbers have in common (RFC 9083, section 4). */

import type { RegistryRecord } from "../model/record.ts";
import { type Entity, withheldBy } from "./entities.ts";
import type { Events } from "./events.ts";
import { type JsonObject, known, objectsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { selfOf } from "./links.ts";
import { descriptionOf, isDescription, noticesOf, remarkLines } from "./notices.ts";
import { distinctRedactions, redactionsOf, redactionsUnder, withoutStandIns } from "./redaction.ts";
import { idOf, textOf } from "./text.ts";

type Base = Omit<RegistryRecord, "kind" | "contacts" | "statuses">;

/** The event actions that every kind of record has a member for. */
export const commonActions = [
  "registration",
  "last changed",
  "last update of rdap database",
] as const;

/** The common members. `named` are the event actions that have a member in this kind of record. */
export function baseOf(
  json: JsonObject,
  events: Events,
  entities: readonly Entity[],
  named: readonly string[] = commonActions,
): Base {
  const [{ handle }, withheld] = withoutStandIns(known({ handle: idOf(json["handle"]) }));
  const remarks = objectsOf(json["remarks"], limits.notices);
  const described = remarks.filter(isDescription);
  return known({
    handle,
    port43: textOf(json["port43"])?.toLowerCase(),
    created: events.get("registration"),
    updated: events.get("last changed"),
    databaseUpdated: events.get("last update of rdap database"),
    events: [...events]
      .filter(([action]) => !named.includes(action))
      .map(([action, date]) => ({ action, date })),
    redacted: distinctRedactions([
      ...redactionsOf(json["redacted"]),
      ...redactionsUnder("ldhName" in json ? "Domain" : "Object", withheld),
      ...withheldBy(entities),
    ]),
    description: described.flatMap(descriptionOf).slice(0, limits.lines),
    remarks: remarkLines(remarks.filter((remark) => !isDescription(remark))),
    notices: noticesOf(json["notices"]),
    publicIds: objectsOf(json["publicIds"], limits.keys).flatMap((id) => {
      const type = textOf(id["type"]);
      const identifier = idOf(id["identifier"]);
      return type === undefined || identifier === undefined ? [] : { type, identifier };
    }),
    self: selfOf(json),
  });
}
