/**
 * A record as the structured answer has it: every date RFC 3339, one contact for each role, nothing
 * that is empty. Pure.
 */
import type { Contact, Contacts, RegistryRecord } from "../model/record.ts";
import { rfc3339 } from "../record/rfc3339.ts";
import { isEmpty, known } from "./known.ts";
import { inOrder } from "./order.ts";

/** The record under the name of its kind: `{ domain: { name: "example.com", … } }`. */
export function structuredRecord(record: RegistryRecord): Readonly<Record<string, object>> {
  const { kind, ...members } = record;
  const organization = kind === "network" || kind === "autnum" ? holderOf(record.contacts) : {};
  return { [kind]: plain({ ...members, ...organization, ...kindOf(record) }) };
}

/** What an entity is, under the name that it has in a contact. */
const kindOf = (record: RegistryRecord): object =>
  record.kind === "entity" ? { entityKind: undefined, kind: record.entityKind } : {};

/** Who holds a network or an AS number, by name. */
function holderOf(contacts: Contacts = {}): object {
  const [holder] = contacts["registrant"] ?? [];
  return known({ organization: holder?.organization ?? holder?.name });
}

/** Members that are dates, wherever they stand. */
const DATES: ReadonlySet<string> = new Set([
  "created",
  "updated",
  "expires",
  "registrarExpires",
  "transferred",
  "databaseUpdated",
  "date",
]);

function plain(value: object): object {
  const members = Object.entries(value).flatMap(([member, inner]) => membersOf(member, inner));
  return known(Object.fromEntries(inOrder(members)));
}

function membersOf(member: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (member === "contacts" && isContacts(value)) return contactMembers(value);
  if (DATES.has(member)) return [[member, typeof value === "string" ? rfc3339(value) : undefined]];
  // `N/A` is no id.
  if (member === "ianaId") return [[member, /^\d+$/.test(String(value)) ? value : undefined]];
  return [[member, plainValue(value)]];
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue).filter((item) => !isEmpty(item));
  return typeof value === "object" && value !== null ? plain(value) : value;
}

const isContacts = (value: unknown): value is Contacts =>
  typeof value === "object" && value !== null && Object.values(value).every(Array.isArray);

/** The first contact of each role under `contacts`; where a role has more, those under `moreContacts`. */
function contactMembers(contacts: Contacts): readonly (readonly [string, unknown])[] {
  const first: Record<string, unknown> = {};
  const more: Record<string, readonly unknown[]> = {};
  for (const [role, [contact, ...others]] of Object.entries(contacts)) {
    if (contact === undefined) continue;
    first[role] = plainContact(contact);
    if (others.length > 0) more[role] = others.map(plainContact);
  }
  return [
    ["contacts", first],
    ["moreContacts", more],
  ];
}

const plainContact = (contact: Contact): object => plain(contact);
