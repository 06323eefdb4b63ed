/** Contacts, registrar and reseller as RDAP entities (RFC 9083, section 5.1). */
import type { Contact, Contacts, Registrar } from "../model/record.ts";
import { eventsOf } from "./events.ts";
import { type JsonObject, some } from "./json.ts";
import { webLinks } from "./links.ts";
import { remark } from "./remarks.ts";
import { vcardOf } from "./vcard.ts";

/** One entity for each contact, with all the roles that it has. */
export function entitiesOf(contacts: Contacts = {}): readonly JsonObject[] {
  const byContent = new Map<string, { readonly contact: Contact; readonly roles: Set<string> }>();
  for (const [role, own] of Object.entries(contacts))
    for (const contact of own) {
      const content = JSON.stringify(contact);
      const same = byContent.get(content) ?? { contact, roles: new Set() };
      same.roles.add(role);
      byContent.set(content, same);
    }
  return Array.from(byContent.values(), ({ contact, roles }) => entityOf(contact, [...roles]));
}

/** A contact in these roles. */
export function entityOf(contact: Contact, roles: readonly string[]): JsonObject {
  return {
    objectClassName: "entity",
    handle: contact.handle,
    roles: some(roles.filter((role) => ROLES.has(role))),
    vcardArray: vcardOf(contact),
    entities: some(entitiesOf(contact.contacts)),
    events: some(eventsOf(contact)),
    remarks: some(remark(contact.remarks)),
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
  const { ianaId, url = "", abuse, whois } = registrar;
  const entity = entityOf(registrar, ["registrar"]);
  return {
    ...entity,
    handle: registrar.handle ?? ianaId,
    publicIds: ianaId === undefined ? undefined : [ianaPublicId(ianaId)],
    // ICANN's profile of 2024 has the site there; older clients look into the card.
    links: some(webLinks("about", url, undefined)),
    port43: whois,
    entities: some([
      ...entitiesOf(registrar.contacts),
      ...(abuse === undefined ? [] : [entityOf(abuse, ["abuse"])]),
    ]),
  };
}

/** A registrar's id as IANA gives it (RFC 9083, section 4.8). */
export const ianaPublicId = (identifier: string): JsonObject => ({
  type: "IANA Registrar ID",
  identifier,
});
