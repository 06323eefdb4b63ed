/** Contacts in their roles. */
import type { Contact, Contacts } from "../model/record.ts";
import { limits } from "../record/limits.ts";
import { contactOf, type ReadContact } from "./contact.ts";
import type { RoleValue } from "./roles.ts";

/** A contact in a role. */
export interface RoledContact extends ReadContact {
  readonly role: string;
}

/** A contact with its role. */
export const inRole = (role: string, read: ReadContact): RoledContact => ({ role, ...read });

/** One contact for each role, out of all of its values. */
export const inRoles = (values: readonly RoleValue[]): readonly RoledContact[] =>
  Array.from(
    Map.groupBy(values, ({ role }) => role),
    ([role, own]) => inRole(role, contactOf(role, own)),
  );

/** Contacts under their roles, each once, without those of whom nothing is shown. */
export function byRole(people: readonly RoledContact[]): Contacts {
  const shown = people.filter(({ contact }) => isShown(contact));
  const roles = [...Map.groupBy(shown, ({ role }) => role)];
  return Object.fromEntries(roles.map(([role, own]) => [role, distinct(own)]));
}

function distinct(people: readonly RoledContact[]): readonly Contact[] {
  const some = people.slice(0, limits.entities).map(({ contact }) => contact);
  return [...new Map(some.map((contact) => [JSON.stringify(contact), contact])).values()];
}

/** Somebody of whom only dates are known is nobody. */
const isShown = (contact: Contact): boolean =>
  Object.keys(contact).some((member) => !["created", "updated", "kind"].includes(member));
