/** A network out of a WHOIS reply. */
import { type IpRange, rangeOf } from "../model/ip.ts";
import type { NetworkRecord } from "../model/record.ts";
import type { NetworkSubject } from "../model/subject.ts";
import { known } from "../record/json.ts";
import { limits } from "../record/limits.ts";
import { NETWORK_LABELS, NUMBER_LABELS, ROUTE_LABELS } from "./number-labels.ts";
import { numberMembers } from "./number-object.ts";
import { autnumsIn, isEverything, rangeIn, rangeMembers } from "./number-range.ts";
import { type TextObject, valueOf, valuesOf } from "./objects.ts";

/**
 * The smallest network of the reply that all of the subject lies in, else the smallest that lies in
 * the subject. Routes count where there are no networks. The object for all addresses says only that
 * they are another registry's.
 */
export function networkFrom(
  objects: readonly TextObject[],
  { network }: NetworkSubject,
): NetworkRecord | undefined {
  const asked = rangeOf(network);
  const best =
    smallestAround(rangesIn(objects, NETWORK_LABELS), asked) ??
    smallestAround(rangesIn(objects, ROUTE_LABELS), asked);
  if (best === undefined) return undefined;
  const { object, range } = best;
  return {
    kind: "network",
    ...rangeMembers(range),
    ...known({
      ...numberMembers(object, objects),
      parent: parentOf(object),
      originAutnums: originsOf(object),
    }),
  };
}

interface ObjectWithRange {
  readonly object: TextObject;
  readonly range: IpRange;
}

const rangesIn = (
  objects: readonly TextObject[],
  labels: readonly string[],
): readonly ObjectWithRange[] =>
  objects.flatMap((object) => {
    const range = rangeIn(valueOf(object, ...labels) ?? "");
    return range === undefined || isEverything(range) || isElsewhere(object)
      ? []
      : { object, range };
  });

/** What RIPE has for addresses that are not its own. */
const isElsewhere = (object: TextObject): boolean =>
  valueOf(object, "netname")?.toUpperCase() === "NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK";

function smallestAround(
  found: readonly ObjectWithRange[],
  asked: IpRange,
): ObjectWithRange | undefined {
  const sameVersion = found.filter(({ range }) => range.version === asked.version);
  const around = sameVersion.filter(({ range }) => lies(asked, range));
  const inside = sameVersion.filter(({ range }) => lies(range, asked));
  return [...(around.length > 0 ? around : inside)].toSorted((a, b) => bySize(a.range, b.range))[0];
}

const lies = (inner: IpRange, outer: IpRange): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

function bySize(a: IpRange, b: IpRange): number {
  const difference = a.end - a.start - (b.end - b.start);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** `EXAMPLE-ISP (NET-192-0-2-0-1)`: the handle, where the name stands before it. */
function parentOf(object: TextObject): string | undefined {
  const parent = valueOf(object, ...NUMBER_LABELS.parent);
  return /\(([^()]{1,100})\)$/.exec(parent?.slice(-110) ?? "")?.[1] ?? parent;
}

const originsOf = (object: TextObject): readonly number[] =>
  valuesOf(object, ...NUMBER_LABELS.origin)
    .flatMap((text) => text.split(/[, ]+/, limits.keys))
    .flatMap((text) => autnumsIn(text)?.start ?? [])
    .slice(0, limits.keys);
