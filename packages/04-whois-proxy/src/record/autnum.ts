/** An AS number, or a block of them, in RDAP (RFC 9083, section 5.5) as a record. */

import type { AutnumRecord } from "../model/record.ts";
import { baseOf } from "./base.ts";
import { byRole, entitiesOf } from "./entities.ts";
import { eventsOf } from "./events.ts";
import { type JsonObject, known, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { idOf, textOf } from "./text.ts";

/** Undefined when the object does not tell its number. */
export function autnumFromRdap(json: JsonObject): AutnumRecord | undefined {
  const inHandle = /^as(\d{1,10})$/i.exec(idOf(json["handle"]) ?? "")?.[1];
  const start = numberOf(json["startAutnum"]) ?? numberOf(inHandle);
  const end = numberOf(json["endAutnum"]) ?? start;
  if (start === undefined || end === undefined || start > end) return undefined;
  const entities = entitiesOf(json["entities"]);
  return {
    kind: "autnum",
    start,
    end,
    ...baseOf(json, eventsOf(json["events"]), entities),
    ...known({
      contacts: byRole(entities),
      statuses: textsOf(json["status"], limits.statuses),
      name: textOf(json["name"]),
      type: textOf(json["type"]),
      country: textOf(json["country"])?.toUpperCase(),
    }),
  };
}

/** An AS number (0 to 2^32-1), also as text. */
export function numberOf(value: unknown): number | undefined {
  const text = idOf(value) ?? "";
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number <= 0xffff_ffff ? number : undefined;
}
