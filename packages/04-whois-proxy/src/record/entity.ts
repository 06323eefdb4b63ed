/**
 * A person, role, organisation or registrar as an object of its own in RDAP (RFC 9083, section 5.1) as
 * a record. The networks and AS numbers that number registries list in it are objects of their own:
 * they can be asked for, and are left out.
 */

import type { EntityRecord } from "../model/record.ts";
import { baseOf } from "./base.ts";
import { entitiesOf } from "./entities.ts";
import { eventsOf } from "./events.ts";
import { type JsonObject, known, objectsOf, textsOf, without } from "./json.ts";
import { limits } from "./limits.ts";
import { isRegistrar, saysIcann } from "./people.ts";
import { distinctRedactions, isWithholding, redactionsOfOwn } from "./redaction.ts";
import { isIanaId, registrarOf } from "./registrar.ts";

/** Undefined when the object tells nothing of anybody. */
export function entityFromRdap(json: JsonObject): EntityRecord | undefined {
  const [entity] = entitiesOf(json);
  if (entity === undefined || Object.keys(entity.contact).length === 0) return undefined;
  const { contact, roles, withheld } = entity;
  const { ianaId, url } = isRegistrar(entity)
    ? // The port-43 host of an object by itself is the registry's.
      registrarOf(entity, { port43: undefined, icann: saysIcann(json) })
    : { ianaId: undefined, url: contact.url };
  // What these remarks say is under `redacted`.
  const remarks = objectsOf(json["remarks"], limits.notices).filter((one) => !isWithholding(one));
  const base = baseOf({ ...json, remarks }, eventsOf(json["events"]), []);
  return {
    ...without(contact, "contacts", "kind", "remarks", "url"),
    ...without(base, "publicIds", "redacted"),
    kind: "entity",
    ...known({
      entityKind: contact.kind,
      roles: roles.filter((role) => role !== NO_ROLE),
      ianaId,
      url,
      publicIds: base.publicIds?.filter(({ type }) => ianaId === undefined || !isIanaId(type)),
      contacts: contact.contacts,
      statuses: textsOf(json["status"], limits.statuses),
      redacted: distinctRedactions([...(base.redacted ?? []), ...redactionsOfOwn(withheld)]),
    }),
  };
}

/** Stands for no role at all; a contact by itself mostly has none. */
const NO_ROLE = "other";
