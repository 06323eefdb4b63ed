/** The contacts of a network or an AS number, in the ways of all the number registries. */
import { isArin, arinPeople } from "./arin.ts";
import { contactOf } from "./contact.ts";
import { ABUSE_COMMENT, type Field } from "./field.ts";
import { AUTNUM_LABELS, NETWORK_LABELS, OWNER_LABELS, ROUTE_LABELS } from "./number-labels.ts";
import type { TextObject } from "./objects.ts";
import { peopleIn, referredTo } from "./people.ts";
import { inRole, inRoles, type RoledContact } from "./roled-contact.ts";
import { roleValueOf } from "./roles.ts";
import { contactWord, isSomebody } from "./vocabulary.ts";

/** Everybody whom a reply names for one of its objects. */
export function numberPeople(
  object: TextObject,
  all: readonly TextObject[],
): readonly RoledContact[] {
  const after = objectsAfter(object, all);
  if (isArin(object)) return arinPeople(after);
  const below = after.flatMap(({ fields }) => fields).filter(({ section }) => isSomebody(section));
  return [
    ...abuseIn(object, all),
    ...ownerOf(object),
    ...referredTo(object.fields, peopleIn(all), (handle) => /^\S{3,60}$/.test(handle)),
    ...nextOf(after),
    ...inRoles(below.flatMap((field) => roleValueOf(field) ?? [])),
  ];
}

const NUMBER_CLASSES: ReadonlySet<string> = new Set([
  ...NETWORK_LABELS,
  ...ROUTE_LABELS,
  ...AUTNUM_LABELS,
]);

/** What follows an object, up to the next network or AS number. */
function objectsAfter(object: TextObject, all: readonly TextObject[]): readonly TextObject[] {
  const after = all.slice(all.indexOf(object) + 1);
  const end = after.findIndex(({ class: type }) => NUMBER_CLASSES.has(type));
  return end === -1 ? after : after.slice(0, end);
}

/** `% Abuse contact for '192.0.2.0 - 192.0.2.255' is 'abuse@example.net'` */
function abuseIn(object: TextObject, all: readonly TextObject[]): readonly RoledContact[] {
  const about = `${object.fields[0]?.value} `;
  const said = all
    .flatMap(({ fields }) => fields)
    .find(({ label, value }) => label === ABUSE_COMMENT && value.startsWith(about));
  const email = said?.value.slice(about.length);
  return email === undefined ? [] : [{ role: "abuse", contact: { email }, redacted: [] }];
}

/** The holder, where the object itself has their name and address. */
function ownerOf({ fields }: TextObject): readonly RoledContact[] {
  const values = wordsIn(fields, (label) => OWNER_LABELS.get(label));
  if (!values.some(({ word }) => word === "organization")) return [];
  return [inRole("registrant", contactOf("registrant", values))];
}

/** KRNIC has the person in charge in a paragraph of their own, right behind the network's. */
const nextOf = ([next]: readonly TextObject[]): readonly RoledContact[] =>
  next?.class === "name"
    ? [inRole("administrative", contactOf("administrative", wordsIn(next.fields, contactWord)))]
    : [];

const wordsIn = <Word>(fields: readonly Field[], wordOf: (label: string) => Word | undefined) =>
  fields.flatMap(({ label, value }) => {
    const word = wordOf(label);
    return word === undefined ? [] : { word, value };
  });
