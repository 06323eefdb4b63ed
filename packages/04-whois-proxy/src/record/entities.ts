/**
 * Entities (RFC 9083, section 5.1): the people and organisations of an object, by role. Entities nest:
 * a registrar has its abuse contact inside, an organisation its technical contact.
 */

import type { Contact, Contacts, Redaction } from "../model/record.ts";
import { eventsOf } from "./events.ts";
import { contactOfJscard } from "./jscard.ts";
import { type JsonObject, known, objectsOf, textsOf } from "./json.ts";
import { limits } from "./limits.ts";
import { selfOf } from "./links.ts";
import {
  isWithholding,
  redactionsUnder,
  type Withheld,
  withheldByRemark,
  withoutStandIns,
} from "./redaction.ts";
import { remarkLines } from "./notices.ts";
import { idOf, textOf } from "./text.ts";
import { contactOfVcard } from "./vcard.ts";
import { contactKey, roleLabel } from "./whois-keys.ts";

/** One entity as it was read. */
export interface Entity {
  /** Lower case; `other` if the registry gives none. */
  readonly roles: readonly string[];
  readonly contact: Contact;
  readonly withheld: readonly Withheld[];
  /** The entity itself, for what only some roles have. */
  readonly json: JsonObject;
}

/** Reads an `entities` member with everything nested in it, up to the limits. */
export const entitiesOf = (value: unknown): readonly Entity[] =>
  readEntities(value, 1, { left: limits.entities });

/** How many entities of this reply may still be read, at any depth. */
interface Budget {
  left: number;
}

function readEntities(value: unknown, depth: number, budget: Budget): readonly Entity[] {
  const entities: Entity[] = [];
  if (depth > limits.entityDepth) return entities;
  for (const json of objectsOf(value, limits.entities)) {
    if (budget.left === 0) break;
    budget.left -= 1;
    entities.push(readEntity(json, readEntities(json["entities"], depth + 1, budget)));
  }
  return entities;
}

function readEntity(json: JsonObject, nested: readonly Entity[]): Entity {
  const events = eventsOf(json["events"]);
  const remarks = objectsOf(json["remarks"], limits.notices);
  const card =
    json["vcardArray"] === undefined
      ? contactOfJscard(jscardOf(json))
      : contactOfVcard(json["vcardArray"]);
  const [contact, standIns] = withoutStandIns({
    ...known({
      handle: idOf(json["handle"]),
      ...card,
      contactUri: card.contactUri ?? textOf(json["contact_URI"]),
      created: events.get("registration"),
      updated: events.get("last changed"),
      remarks: remarkLines(remarks.filter((remark) => !isWithholding(remark))),
      self: selfOf(json),
      contacts: byRole(nested),
    }),
  });
  const inside = nested.flatMap((entity) =>
    entity.roles.flatMap((role) =>
      entity.withheld.map((held) => ({ ...held, end: contactKey(roleLabel(role), held.end) })),
    ),
  );
  const withheld = [...standIns, ...withheldByRemark(remarks), ...inside].slice(
    0,
    limits.redactions,
  );
  return { roles: rolesOf(json), contact, withheld, json };
}

const jscardOf = (json: JsonObject): unknown => json["jscard"] ?? json["jscontact_card"];

/** Contacts by role, in the order of the reply; one entity stands under each of its roles. */
export function byRole(entities: readonly Entity[]): Contacts {
  const contacts = new Map<string, Contact[]>();
  for (const { roles, contact } of entities) {
    if (Object.keys(contact).length === 0) continue;
    for (const role of roles) contacts.set(role, [...(contacts.get(role) ?? []), contact]);
  }
  return Object.fromEntries(contacts);
}

/** What the entities withhold, under whole WHOIS keys. */
export const withheldBy = (entities: readonly Entity[]): readonly Redaction[] =>
  entities.flatMap(({ roles, withheld }) =>
    roles.flatMap((role) => redactionsUnder(roleLabel(role), withheld)),
  );

// RFC 9083's words, for the short ones that some servers write.
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["admin", "administrative"],
  ["tech", "technical"],
  ["organization", "organisation"],
]);

function rolesOf(json: JsonObject): readonly string[] {
  // A malformed reply has the role in place of the class.
  const words =
    json["objectClassName"] === "abuse" ? ["abuse"] : textsOf(json["roles"], limits.roles);
  const roles = words
    .map((word) => word.toLowerCase())
    // A role begins keys of the text, so it must be a plain word.
    .map((word) => (/^[a-z][a-z0-9 -]{0,40}$/.test(word) ? word : "other"))
    .map((word) => SYNONYMS.get(word) ?? word);
  return roles.length === 0 ? ["other"] : [...new Set(roles)];
}
