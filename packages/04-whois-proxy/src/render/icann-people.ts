/** Registrar, reseller and contacts in ICANN's format: what the standard keys have not shown of them. */

import type { Contact, Contacts, Registrar } from "../model/record.ts";
import { without } from "../record/json.ts";
import { roleLabel } from "../record/whois-keys.ts";
import { handlesOf } from "./contact-list.ts";
import type { Field } from "./fields.ts";
import { allContactFields, moreContactFields, numbered } from "./icann-contacts.ts";

/** The people of a name: of a domain, or of a name server. */
export interface People {
  readonly registrar?: Registrar;
  readonly reseller?: Contact;
  readonly contacts?: Contacts;
}

/**
 * Everything that is known of them beyond the standard keys. The first contact of each of the roles
 * in `standard` has those.
 */
export function peopleFields(people: People, standard: readonly string[]): readonly Field[] {
  const seen = new Set<Contact>();
  return [...registrarFields(people, seen), ...contactsFields(people, standard, seen)];
}

/** The name a contact goes by. */
export const contactName = (contact: Contact | undefined): string | undefined =>
  contact?.name ?? contact?.organization ?? contact?.handle;

const SHOWN: ReadonlySet<string> = new Set([
  "Registrar Name",
  "Registrar URL",
  "Registrar Abuse Contact Email",
  "Registrar Abuse Contact Phone",
  "Reseller Name",
]);

function registrarFields(
  { registrar = {}, reseller = {} }: People,
  seen: Set<Contact>,
): readonly Field[] {
  const { abuse = {}, ianaId, ...contact } = registrar;
  const isShown = contact.handle === ianaId || (contact.name ?? contact.organization) === undefined;
  return [
    ...allContactFields("Registrar", beyondName(contact), seen)
      .filter(([key]) => !(key === "Registrar ID" && isShown))
      // A widely used parser takes `Registrar Organization` for another `Registrar`.
      .map(([key, value]): Field => [key.replace(/Organization$/, "Company"), value]),
    ...allContactFields("Registrar Abuse Contact", abuse, seen),
    ...allContactFields("Reseller", beyondName(reseller), seen),
  ].filter(([key]) => !SHOWN.has(key));
}

/** An organisation without a name of its own has been named already. */
const beyondName = (contact: Contact): Contact =>
  contact.name === undefined ? without(contact, "organization") : contact;

/** Of roles with standard keys the rest of the first contact, then all of the further ones. */
function contactsFields(
  people: People,
  standard: readonly string[],
  seen: Set<Contact>,
): readonly Field[] {
  const { registrar, contacts = {} } = people;
  const roles = Object.entries(contacts);
  const shown = new Set(standard.flatMap((role) => handlesOf(contacts[role])));
  if (registrar?.handle !== undefined) shown.add(registrar.handle);
  const rest = standard.flatMap((role) => {
    const [first, ...more] = contacts[role] ?? [];
    const label = roleLabel(role);
    return [
      ...(first === undefined ? [] : moreContactFields(label, first, seen)),
      ...more.flatMap((one, index) => allContactFields(numbered(label, index + 1), one, seen)),
    ];
  });
  const others = roles
    .filter(([role]) => !standard.includes(role))
    .flatMap(([role, list]) =>
      list.flatMap((contact, index) => {
        const label = numbered(roleLabel(role), index + (hasMember(people, role) ? 1 : 0));
        const fields = allContactFields(label, contact, seen);
        // Some registries repeat the registrar in full as the sponsor: the handle says it all.
        return shown.has(contact.handle ?? "") ? fields.slice(0, 1) : fields;
      }),
    );
  return [...rest, ...others];
}

/** Whether the contacts of this role are further ones: the first is a member of the record. */
const hasMember = ({ registrar, reseller }: People, role: string): boolean =>
  (role === "registrar" && registrar !== undefined) ||
  (role === "reseller" && reseller !== undefined);
