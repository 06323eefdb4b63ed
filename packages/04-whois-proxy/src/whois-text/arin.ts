/** ARIN's way: the organisation in a paragraph of its own, each contact with its role in the labels. */
import { contactOf } from "./contact.ts";
import type { ContactValue } from "./contact-value.ts";
import type { TextObject } from "./objects.ts";
import { inRole, type RoledContact } from "./roled-contact.ts";
import { contactWord } from "./vocabulary.ts";
import type { ContactWord } from "./words.ts";

/** Whether a network or an AS number is one of ARIN's. */
export const isArin = ({ class: type }: TextObject): boolean =>
  type === "netrange" || type === "asnumber";

/** `OrgTechHandle`, `RAbuseName`: whose, in which role, what. */
const LABEL = /^(?:org|r)?(tech|abuse|noc|admin|dns|routing)(handle|name|phone|email)$/;

const ROLES: ReadonlyMap<string, string> = new Map([
  ["tech", "technical"],
  ["admin", "administrative"],
]);

/** The organisation, as registrant, and its contacts. */
export function arinPeople(objects: readonly TextObject[]): readonly RoledContact[] {
  return objects.flatMap((object) => {
    if (isOrganization(object))
      return inRole("registrant", contactOf("registrant", organizationValues(object)));
    const [, role] = LABEL.exec(object.class) ?? [];
    if (role === undefined) return [];
    const name = ROLES.get(role) ?? role;
    return inRole(name, contactOf(name, pointOfContact(object)));
  });
}

/** Whether an object is an organisation of ARIN, or the customer of one. */
export const isOrganization = ({ class: type }: TextObject): boolean =>
  type === "orgname" || type === "custname";

const ORGANIZATION: ReadonlyMap<string, ContactWord> = new Map<string, ContactWord>([
  ["orgname", "organization"],
  ["custname", "organization"],
  ["orgid", "handle"],
  ["address", "street"],
]);

/** The values of an organisation. */
export const organizationValues = ({ fields }: TextObject): readonly ContactValue[] =>
  fields.flatMap(({ label, value }) => {
    const word = ORGANIZATION.get(label) ?? contactWord(label);
    return word === undefined ? [] : { word, value };
  });

const pointOfContact = ({ fields }: TextObject): readonly ContactValue[] =>
  fields.flatMap(({ label, value }) => {
    const word = contactWord(LABEL.exec(label)?.[2] ?? "");
    return word === undefined ? [] : { word, value };
  });
