/** Networks and AS numbers in the format of LACNIC and of Brazil's registry. */

import type { AutnumRecord, Contact, Contacts, NetworkRecord } from "../model/record.ts";
import { phoneText } from "../record/phone.ts";
import { known } from "../record/json.ts";
import { addressLines, handlesOf, listContacts } from "./contact-list.ts";
import { columnLines, type Field, joinBlocks } from "./fields.ts";
import { closingComments, extraRemarks } from "./number-remarks.ts";

/** LACNIC's column of values. */
export const WIDTH = 13;

/** A network or AS number as lines of text: the object with its owner, people, comments. */
export function renderLacnic(record: AutnumRecord | NetworkRecord): readonly string[] {
  const contacts = record.contacts ?? {};
  const [owner] = contacts["registrant"] ?? [];
  const people = listContacts(contacts).filter(({ contact }) => contact !== owner);
  const isElsewhere = record.country !== undefined && record.country !== owner?.country;
  const object: readonly Field[] = [
    ...(record.kind === "network" ? networkHead(record) : autnumHead(record)),
    ["status", record.type],
    ["rdap-status", record.statuses],
    ["owner", owner?.name ?? owner?.organization],
    ["ownerid", owner?.handle],
    ["organization", owner && besideName(owner)],
    ...contactFields({ ...owner, ...known({ country: record.country }) }),
    // That of the object stands under `country`.
    ["owner-country", isElsewhere ? owner?.country : undefined],
    ["owner-created", compactDay(owner?.created)],
    ["owner-changed", compactDay(owner?.updated)],
    ...referenceFields(contacts, owner),
    ["descr", record.description],
    ["remarks", [...(record.remarks ?? []), ...extraRemarks(record)]],
    ["created", compactDay(record.created)],
    ["changed", compactDay(record.updated)],
  ];
  return joinBlocks([
    columnLines(WIDTH, object),
    ...people.map(({ contact }) => columnLines(WIDTH, personBlock(contact))),
    closingComments("%", record),
  ]);
}

function networkHead(record: NetworkRecord): readonly Field[] {
  const { start, end, cidrs, name, handle, parent, originAutnums } = record;
  return [
    ["inetnum", cidrs.length > 0 ? cidrs : `${start} - ${end}`],
    ["range", cidrs.length > 0 ? `${start} - ${end}` : undefined],
    ["inetnum-up", parent],
    ["netname", name],
    ["handle", handle !== undefined && cidrs.includes(handle) ? undefined : handle],
    ["origin", originAutnums?.map((number) => `AS${number}`)],
  ];
}

const autnumHead = ({ start, end, name, handle }: AutnumRecord): readonly Field[] => [
  ["aut-num", start === end ? `AS${start}` : `AS${start} - AS${end}`],
  ["as-name", name],
  ["handle", /^(?:as)?\d+$/i.test(handle ?? "") ? undefined : handle],
];

/** A person. */
export const personBlock = (contact: Contact): readonly Field[] => [
  ["nic-hdl", contact.handle],
  ["person", contact.name ?? contact.organization],
  ["organization", besideName(contact)],
  ...contactFields(contact),
  ["created", compactDay(contact.created)],
  ["changed", compactDay(contact.updated)],
];

/** The organisation of somebody who has a name of their own. */
export const besideName = ({ name, organization }: Contact): string | undefined =>
  name === undefined || organization === name ? undefined : organization;

const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["administrative", "owner-c"],
  ["technical", "tech-c"],
  ["abuse", "abuse-c"],
  ["routing", "routing-c"],
]);

/** Handles by role; the owner is named by `ownerid`. */
export const referenceFields = (contacts: Contacts, owner?: Contact): readonly Field[] =>
  Object.entries(contacts).map(([role, list]) => [
    REFERENCES.get(role) ?? `${role.replaceAll(" ", "-")}-c`,
    handlesOf(list.filter((contact) => contact !== owner)),
  ]);

/** How to reach somebody. */
export const contactFields = (contact: Contact): readonly Field[] => [
  ["e-mail", [contact.email ?? [], contact.otherEmails ?? []].flat()],
  ["address", contact.address ?? addressLines(contact)],
  ["country", contact.country],
  ["phone", [phoneText(contact.phone, contact.phoneExt) ?? [], contact.otherPhones ?? []].flat()],
  ["fax-no", phoneText(contact.fax, contact.faxExt)],
  ["remarks", contact.remarks],
  ["url", [contact.url ?? [], contact.contactUri ?? []].flat()],
];

/** `19950814`: LACNIC shows days, without hyphens. */
export const compactDay = (date: string | undefined): string | undefined =>
  date?.replace(/^(\d{4})-(\d\d)-(\d\d)(?:T.*)?$/, "$1$2$3");
