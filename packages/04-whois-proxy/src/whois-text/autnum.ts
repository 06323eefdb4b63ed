/** An AS number out of a WHOIS reply. */
import type { AutnumRecord } from "../model/record.ts";
import type { AutnumSubject } from "../model/subject.ts";
import { known } from "../record/json.ts";
import { AUTNUM_LABELS } from "./number-labels.ts";
import { numberMembers } from "./number-object.ts";
import { autnumsIn } from "./number-range.ts";
import { type TextObject, valueOf } from "./objects.ts";

/** The smallest range of AS numbers of the reply that holds the one asked for. */
export function autnumFrom(
  objects: readonly TextObject[],
  { number }: AutnumSubject,
): AutnumRecord | undefined {
  const [best] = objects
    .flatMap((object) => {
      const range = autnumsIn(valueOf(object, ...labelsOf(object)) ?? "");
      return range !== undefined && range.start <= number && number <= range.end
        ? { object, range }
        : [];
    })
    .toSorted((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  if (best === undefined) return undefined;
  const { object, range } = best;
  return { kind: "autnum", ...range, ...known(numberMembers(object, objects)) };
}

/** LACNIC's networks name the AS number that announces them. */
const labelsOf = (object: TextObject): readonly string[] =>
  object.class === "inetnum" ? [] : AUTNUM_LABELS;
