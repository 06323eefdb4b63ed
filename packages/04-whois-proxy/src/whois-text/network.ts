/** A network or an AS number out of a WHOIS reply: RPSL's, ARIN's and LACNIC's words. */
import { type IpRange, rangeOf } from "../model/ip.ts";
import type { AutnumRecord, Contacts, NetworkRecord } from "../model/record.ts";
import type { AutnumSubject, NetworkSubject } from "../model/subject.ts";
import { known } from "../record/json.ts";
import { limits } from "../record/limits.ts";
import { distinctRedactions } from "../record/redaction.ts";
import { arinPeople } from "./arin-people.ts";
import { dateIn } from "./date.ts";
import { contactOf } from "./contact.ts";
import { autnumsIn, rangeIn, rangeMembers } from "./number-range.ts";
import { type TextObject, valueOf, valuesOf } from "./objects.ts";
import { peopleOf, type RoledContact } from "./people.ts";
import type { ContactWord } from "./words.ts";

/** The smallest network of the reply that all of the subject lies in; else the first of its networks. */
export function networkFrom(
  objects: readonly TextObject[],
  { network }: NetworkSubject,
): NetworkRecord | undefined {
  const asked = rangeOf(network);
  const found = objects.flatMap((object) => {
    const range = rangeIn(valueOf(object, "inetnum", "inet6num", "netrange") ?? "");
    return range?.version === asked.version ? { object, range } : [];
  });
  const holding = found.filter(({ range }) => range.start <= asked.start && asked.end <= range.end);
  const [best] = (holding.length > 0 ? holding : found).toSorted((a, b) =>
    bySize(a.range, b.range),
  );
  if (best === undefined) return undefined;
  const { object, range } = best;
  return {
    kind: "network",
    ...rangeMembers(range),
    ...known({
      ...commonOf(object, objects),
      name: valueOf(object, "netname"),
      type: valueOf(object, "nettype", "status"),
      handle: valueOf(object, "nethandle"),
      parent: valueOf(object, "parent"),
      originAutnums: [...valuesOf(object, "originas"), ...valuesOf(object, "origin")]
        .flatMap((text) => text.split(","))
        .flatMap((text) => autnumsIn(text)?.start ?? [])
        .slice(0, limits.keys),
    }),
  };
}

const bySize = (a: IpRange, b: IpRange): number => {
  const difference = a.end - a.start - (b.end - b.start);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
};

/** The smallest range of AS numbers of the reply that holds the one asked for. */
export function autnumFrom(
  objects: readonly TextObject[],
  { number }: AutnumSubject,
): AutnumRecord | undefined {
  const [best] = objects
    .flatMap((object) => {
      const range = autnumsIn(valueOf(object, "aut num", "asnumber", "as block") ?? "");
      return range !== undefined && range.start <= number && number <= range.end
        ? { object, range }
        : [];
    })
    .toSorted((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  if (best === undefined) return undefined;
  const { object, range } = best;
  return {
    kind: "autnum",
    ...range,
    ...known({
      ...commonOf(object, objects),
      name: valueOf(object, "as name", "asname"),
      type: valueOf(object, "status"),
      handle: valueOf(object, "ashandle"),
    }),
  };
}

function commonOf(object: TextObject, objects: readonly TextObject[]) {
  const isArin = object.class === "netrange" || object.class === "asnumber";
  const people = isArin
    ? arinPeople(objects)
    : [...ownerOf(object), ...peopleOf(object.fields, objects)];
  const organization = people.find(({ role }) => role === "registrant");
  return {
    port43: isArin ? "whois.arin.net" : HOSTS.get(sourceOf(object)),
    country:
      valueOf(object, "country")?.toUpperCase() ??
      (isArin ? organization?.contact.country : undefined),
    created: dateIn(valueOf(object, "created", "regdate") ?? ""),
    updated: lastDate([
      ...valuesOf(object, "last modified"),
      ...valuesOf(object, "changed"),
      ...valuesOf(object, "updated"),
    ]),
    description: valuesOf(object, "descr").slice(0, limits.lines),
    remarks: [...valuesOf(object, "remarks"), ...valuesOf(object, "comment")].slice(
      0,
      limits.lines,
    ),
    contacts: byRole(people),
    redacted: distinctRedactions(people.flatMap(({ redacted }) => redacted)),
  };
}

const lastDate = (texts: readonly string[]): string | undefined =>
  texts
    .flatMap((text) => dateIn(text) ?? [])
    .toSorted()
    .at(-1);

/** `source: RIPE # Filtered` */
const sourceOf = (object: TextObject): string =>
  valueOf(object, "source")?.split(/\s/, 1)[0]?.toUpperCase() ??
  (valueOf(object, "owner") === undefined ? "" : "LACNIC");

/** The port-43 server of each registry of addresses. */
const HOSTS: ReadonlyMap<string, string> = new Map([
  ["RIPE", "whois.ripe.net"],
  ["APNIC", "whois.apnic.net"],
  ["AFRINIC", "whois.afrinic.net"],
  ["LACNIC", "whois.lacnic.net"],
  ["ARIN", "whois.arin.net"],
]);

/** LACNIC has the holder's name and address in the object itself. */
function ownerOf(object: TextObject): readonly RoledContact[] {
  if (valueOf(object, "owner") === undefined) return [];
  const values = object.fields.flatMap(({ label, value }) => {
    const word = OWNER_WORDS.get(label);
    return word === undefined ? [] : { word, value };
  });
  return [{ role: "registrant", ...contactOf("registrant", values) }];
}

const OWNER_WORDS: ReadonlyMap<string, ContactWord> = new Map<string, ContactWord>([
  ["owner", "organization"],
  ["ownerid", "handle"],
  ["responsible", "name"],
  ["address", "address"],
  ["country", "country"],
  ["phone", "phone"],
]);

/** Contacts under their roles. */
export const byRole = (people: readonly RoledContact[]): Contacts =>
  Object.fromEntries(
    [...Map.groupBy(people, ({ role }) => role)].map(([role, own]) => [
      role,
      own.slice(0, limits.entities).map(({ contact }) => contact),
    ]),
  );
