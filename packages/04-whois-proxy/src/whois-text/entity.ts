/** A person, role or organisation as an object of its own. */
import type { EntityRecord } from "../model/record.ts";
import type { EntitySubject } from "../model/subject.ts";
import { known, without } from "../record/json.ts";
import { limits } from "../record/limits.ts";
import { arinPeople, isOrganization, organizationValues } from "./arin.ts";
import { contactOf, type ReadContact } from "./contact.ts";
import { NUMBER_LABELS, OWNER_LABELS, SOURCES } from "./number-labels.ts";
import { handleOf, isPerson, type TextObject, valueOf, valuesOf } from "./objects.ts";
import { contactOfObject, peopleIn, referredTo } from "./people.ts";
import { byRole } from "./roled-contact.ts";
import { contactWord } from "./vocabulary.ts";

/** The person, role or organisation with this handle. */
export function entityFrom(
  objects: readonly TextObject[],
  { handle }: EntitySubject,
): EntityRecord | undefined {
  const index = objects.findIndex((object) => handleIn(object)?.toUpperCase() === handle);
  const object = objects[index];
  if (object === undefined) return undefined;
  const { contact, redacted } = readContact(object);
  const arin = isArins(object);
  const people = arin
    ? arinPeople(objects.slice(index + 1))
    : referredTo(object.fields, peopleIn(objects), (text) => /^\S{3,60}$/.test(text));
  return {
    ...without(contact, "contacts", "kind"),
    handle: contact.handle ?? handle,
    ...known({
      entityKind: contact.kind ?? (isOwner(object) || isOrganization(object) ? "org" : undefined),
      port43: SOURCES.get(arin ? "ARIN" : sourceOf(object)),
      remarks: valuesOf(object, ...NUMBER_LABELS.remarks).slice(0, limits.lines),
      contacts: byRole(people),
      redacted,
    }),
    kind: "entity",
  };
}

/** LACNIC's holders: who they are stands in the object itself, and `ownerid` is their handle. */
const isOwner = ({ class: type }: TextObject): boolean => type === "owner" || type === "ownerid";

const isArins = (object: TextObject): boolean =>
  isOrganization(object) || (object.class === "name" && valueOf(object, "handle") !== undefined);

function handleIn(object: TextObject): string | undefined {
  if (isPerson(object)) return handleOf(object);
  if (isOwner(object)) return valueOf(object, "ownerid");
  return isArins(object) ? valueOf(object, "orgid", "handle") : undefined;
}

/** ARIN's are told by `OrgId` or `Handle`, LACNIC's by `ownerid`, all others by the ways of RPSL. */
function readContact(object: TextObject): ReadContact {
  if (isOrganization(object)) return contactOf("registrant", organizationValues(object));
  if (!isArins(object) && !isOwner(object)) return contactOfObject("registrant", object);
  const owner = isOwner(object);
  const values = object.fields.flatMap(({ label, value }) => {
    const word = (owner ? OWNER_LABELS.get(label) : undefined) ?? contactWord(label);
    return word === undefined ? [] : { word, value };
  });
  return contactOf("registrant", values);
}

const sourceOf = (object: TextObject): string =>
  isOwner(object) ? "LACNIC" : (valueOf(object, "source")?.split(/\s/, 1)[0]?.toUpperCase() ?? "");
