/** ARIN's way: the organisation in a paragraph of its own, each contact with its role in the labels. */
import { contactOf, type ContactValue } from "./contact.ts";
import type { TextObject } from "./objects.ts";
import type { RoledContact } from "./people.ts";
import { contactWord } from "./words.ts";

/** `OrgTechHandle`, `RAbuseName`: whose, in which role, what. */
const LABEL = /^(?:org|r)?(tech|abuse|noc|admin|dns|routing)(handle|name|phone|email)$/;

const ROLES: ReadonlyMap<string, string> = new Map([
  ["tech", "technical"],
  ["admin", "administrative"],
]);

/** The organisation, as registrant, and its contacts. */
export function arinPeople(objects: readonly TextObject[]): readonly RoledContact[] {
  return objects.flatMap((object) => {
    if (object.class === "orgname" || object.class === "custname")
      return { role: "registrant", ...contactOf("registrant", organizationValues(object)) };
    const [, role] = LABEL.exec(object.class) ?? [];
    if (role === undefined) return [];
    const name = ROLES.get(role) ?? role;
    return { role: name, ...contactOf(name, pointOfContact(object)) };
  });
}

const organizationValues = ({ fields }: TextObject): readonly ContactValue[] =>
  fields.flatMap(({ label, value }) => {
    if (label === "orgname" || label === "custname") return { word: "organization", value };
    if (label === "orgid") return { word: "handle", value };
    if (label === "address") return { word: "street", value };
    if (label === "regdate") return { word: "created", value };
    if (label === "updated") return { word: "updated", value };
    const word = contactWord(label);
    return word === undefined ? [] : { word, value };
  });

const pointOfContact = ({ fields }: TextObject): readonly ContactValue[] =>
  fields.flatMap(({ label, value }) => {
    const word = contactWord(LABEL.exec(label)?.[2] ?? "");
    return word === undefined ? [] : { word, value };
  });
