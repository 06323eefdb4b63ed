/** Contacts, registrar and reseller as RDAP entities (RFC 9083, section 5.1). */
import type { Contact, Contacts, Registrar } from "../model/record.ts";
import { eventsOf } from "./events.ts";
import { type JsonObject, some } from "./json.ts";
import { vcardOf } from "./vcard.ts";

/** One entity for each contact, with all the roles that it has. */
export function entitiesOf(contacts: Contacts = {}): readonly JsonObject[] {
  const roles = new Map<Contact, string[]>();
  for (const [role, own] of Object.entries(contacts))
    for (const contact of own) {
      const same = [...roles.keys()].find((other) => isSame(other, contact)) ?? contact;
      roles.set(same, [...(roles.get(same) ?? []), role]);
    }
  return Array.from(roles, ([contact, own]) => entityOf(contact, own));
}

/** A reply that names somebody twice by handle means one and the same. */
const isSame = (one: Contact, other: Contact): boolean =>
  one === other || (one.handle !== undefined && one.handle === other.handle);

/** A contact in these roles. */
export function entityOf(contact: Contact, roles: readonly string[]): JsonObject {
  return {
    objectClassName: "entity",
    handle: contact.handle,
    roles: some(roles.filter((role) => ROLES.has(role))),
    vcardArray: vcardOf(contact),
    entities: some(entitiesOf(contact.contacts)),
    events: some(eventsOf(contact)),
    remarks: remarksOf(contact.remarks),
  };
}

/** The roles that RFC 9083 knows (section 10.2.4); any other word would make an answer invalid. */
const ROLES = new Set([
  "registrant",
  "technical",
  "administrative",
  "abuse",
  "billing",
  "registrar",
  "reseller",
  "sponsor",
  "proxy",
  "notifications",
  "noc",
]);

/** A registrar, with its IANA id, its site and its abuse contact. */
export function registrarEntity(registrar: Registrar): JsonObject {
  const { ianaId, url, abuse, whois } = registrar;
  const entity = entityOf(registrar, ["registrar"]);
  const site = /^https?:\/\//i.test(url ?? "") ? url : undefined;
  return {
    ...entity,
    handle: registrar.handle ?? ianaId,
    publicIds: ianaId === undefined ? undefined : [ianaPublicId(ianaId)],
    links: site === undefined ? undefined : [{ rel: "about", href: site, value: site }],
    port43: whois,
    entities: some([
      ...entitiesOf(registrar.contacts),
      ...(abuse === undefined ? [] : [entityOf(abuse, ["abuse"])]),
    ]),
  };
}

/** Remarks as one, if there are any. */
export const remarksOf = (lines: readonly string[] = []): readonly JsonObject[] | undefined =>
  lines.length === 0 ? undefined : [{ description: lines }];

/** A registrar's id as IANA gives it (RFC 9083, section 4.8). */
export const ianaPublicId = (identifier: string): JsonObject => ({
  type: "IANA Registrar ID",
  identifier,
});
