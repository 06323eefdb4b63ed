/** What networks and AS numbers have in common in a WHOIS reply. */
import { limits } from "../record/limits.ts";
import { distinctRedactions } from "../record/redaction.ts";
import { isArin } from "./arin.ts";
import { dateIn, lastDateIn } from "./date.ts";
import { NUMBER_LABELS, SOURCES } from "./number-labels.ts";
import { numberPeople } from "./number-people.ts";
import { type TextObject, valueOf, valuesOf } from "./objects.ts";
import { byRole } from "./roled-contact.ts";

/** The common members of an object, with its contacts from all of the reply. */
export function numberMembers(object: TextObject, all: readonly TextObject[]) {
  const people = numberPeople(object, all);
  const contacts = byRole(people);
  const countryOfHolder = isArin(object) ? contacts["registrant"]?.[0]?.country : undefined;
  return {
    port43: SOURCES.get(sourceOf(object)),
    name: valueOf(object, ...NUMBER_LABELS.name),
    type: valueOf(object, ...NUMBER_LABELS.type),
    handle: valueOf(object, ...NUMBER_LABELS.handle),
    country: valueOf(object, ...NUMBER_LABELS.country)?.toUpperCase() ?? countryOfHolder,
    created: dateIn(valueOf(object, ...NUMBER_LABELS.created) ?? ""),
    updated: lastDateIn(valuesOf(object, ...NUMBER_LABELS.updated).slice(0, limits.events)),
    description: valuesOf(object, ...NUMBER_LABELS.description).slice(0, limits.lines),
    remarks: valuesOf(object, ...NUMBER_LABELS.remarks).slice(0, limits.lines),
    contacts,
    redacted: distinctRedactions(people.flatMap(({ redacted }) => redacted)),
  };
}

/** `source: RIPE # Filtered`; LACNIC has none, but its holders' handles say it. */
function sourceOf(object: TextObject): string {
  if (isArin(object)) return "ARIN";
  const isLacnic = valueOf(object, "ownerid")?.toUpperCase().endsWith("-LACNIC") === true;
  const source = valueOf(object, "source")?.split(/\s/, 1)[0]?.toUpperCase();
  return source ?? (isLacnic ? "LACNIC" : "");
}
