/** The people of a domain. */
import type { Field } from "./field.ts";
import { isHandle } from "./handle.ts";
import type { TextObject } from "./objects.ts";
import { ownerValues } from "./owner.ts";
import { isReference, peopleIn, referredTo, unreferred } from "./people.ts";
import { inRoles, type RoledContact } from "./roled-contact.ts";
import { roleValueOf } from "./roles.ts";
import { isHandleLabel } from "./vocabulary.ts";

/** Everybody: those with values among the domain's own fields first, then those it refers to. */
export function domainPeople(
  fields: readonly Field[],
  objects: readonly TextObject[],
): readonly RoledContact[] {
  const people = peopleIn(objects);
  const values = fields
    .filter((field) => !isReference(field, people))
    .flatMap((field) => roleValueOf(field) ?? []);
  const referred = referredTo(
    fields,
    people,
    (handle, label) => isHandleLabel(label) && isHandle(handle),
  );
  return [
    ...inRoles([...ownerValues(fields), ...values]),
    ...referred,
    ...unreferred(objects, referred),
  ];
}
