/** Networks and AS numbers in ARIN's format. */

import type { AutnumRecord, Contact, Contacts, NetworkRecord } from "../model/record.ts";
import { organizationBlock, pocBlock, pocDetails } from "./arin-contacts.ts";
import { easternDay } from "./arin-date.ts";
import { listContacts } from "./contact-list.ts";
import { columnLines, type Field, joinBlocks } from "./fields.ts";
import { closingComments, extraRemarks } from "./number-remarks.ts";

const WIDTH = 16;

// In ARIN's WHOIS the holder has a block of its own; everybody else is a point of contact.
const HOLDERS: ReadonlySet<string> = new Set(["registrant", "organisation", "other"]);

/** A network or AS number as lines of text: the object, its organisation, points of contact. */
export function renderArin(record: AutnumRecord | NetworkRecord): readonly string[] {
  const roles = Object.entries(record.contacts ?? {});
  const holders = new Set(roles.flatMap(([role, list]) => (HOLDERS.has(role) ? list : [])));
  const object: readonly Field[] = [
    ...(record.kind === "network" ? networkHead(record) : autnumHead(record)),
    ["Organization", Array.from(holders, organizationText)],
    ["Country", record.country],
    ["Status", record.statuses],
    ["RegDate", easternDay(record.created)],
    ["Updated", easternDay(record.updated)],
    ["Comment", [record.description ?? [], record.remarks ?? [], extraRemarks(record)].flat()],
    ["Ref", record.self],
  ];
  const blocks: readonly (readonly Field[])[] = [
    object,
    ...Array.from(holders, (holder) => [
      organizationBlock(holder),
      ...pocBlocks("Org", Object.entries(holder.contacts ?? {})),
    ]).flat(),
    ...pocBlocks(
      "R",
      roles.filter(([role]) => !HOLDERS.has(role)),
    ),
    ...detailBlocks(record.contacts, holders),
  ];
  return joinBlocks([
    ...blocks.map((block) => columnLines(WIDTH, block)),
    closingComments("#", record),
  ]);
}

/**
 * What the blocks of points of contact leave out of them; `holders` are shown whole, and have points
 * of contact of their own.
 */
export function detailBlocks(
  contacts: Contacts = {},
  holders: ReadonlySet<Contact> = new Set(),
): readonly (readonly Field[])[] {
  const shown = new Set(
    [contacts, ...Array.from(holders, (holder) => holder.contacts ?? {})].flatMap((part) =>
      Object.values(part).flat(),
    ),
  );
  return listContacts(contacts)
    .filter(({ contact }) => !holders.has(contact))
    .map(({ contact }) => pocDetails(contact, shown.has(contact)));
}

/** A block for each contact of each role. */
export const pocBlocks = (
  owner: "Org" | "R",
  roles: readonly (readonly [role: string, contacts: readonly Contact[]])[],
): readonly (readonly Field[])[] =>
  roles.flatMap(([role, contacts]) => contacts.map((contact) => pocBlock(owner, role, contact)));

const organizationText = ({ handle, name, organization }: Contact): string =>
  [name ?? organization ?? [], handle === undefined ? [] : `(${handle})`].flat().join(" ");

const networkHead = (record: NetworkRecord): readonly Field[] => [
  ["NetRange", `${record.start} - ${record.end}`],
  ["CIDR", record.cidrs.join(", ")],
  ["NetName", record.name],
  ["NetHandle", record.handle],
  ["Parent", record.parent],
  ["NetType", record.type],
  ["OriginAS", record.originAutnums?.map((number) => `AS${number}`).join(", ")],
];

const autnumHead = ({ start, end, name, handle, type }: AutnumRecord): readonly Field[] => [
  ["ASNumber", start === end ? String(start) : `${start} - ${end}`],
  ["ASName", name],
  ["ASHandle", handle],
  ["ASType", type],
];
