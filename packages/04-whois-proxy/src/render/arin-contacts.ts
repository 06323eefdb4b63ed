/** Organisations and points of contact in ARIN's format. */

import type { Contact } from "../model/record.ts";
import { phoneText } from "../record/phone.ts";
import { countryCode } from "../record/country.ts";
import { easternDay } from "./arin-date.ts";
import { type Field, valuesOf } from "./fields.ts";

/** The holder. */
export const organizationBlock = (contact: Contact): readonly Field[] => [
  ["OrgName", contact.name ?? contact.organization],
  ["OrgId", contact.handle],
  ["OrgCompany", contact.name === undefined ? undefined : differing(contact)],
  ...addressFields("", contact),
  ["RegDate", easternDay(contact.created)],
  ["Updated", easternDay(contact.updated)],
  ["Comment", contact.remarks],
  [
    "OrgPhone",
    [phoneText(contact.phone, contact.phoneExt) ?? [], contact.otherPhones ?? []].flat(),
  ],
  ["OrgFax", phoneText(contact.fax, contact.faxExt)],
  ["OrgEmail", [contact.email ?? [], contact.otherEmails ?? []].flat()],
  ...webFields("Org", contact),
  ["Ref", contact.self],
];

const LABELS: ReadonlyMap<string, string> = new Map([
  ["administrative", "Admin"],
  ["technical", "Tech"],
  ["noc", "NOC"],
  ["dns", "DNS"],
]);

/** A point of contact of the organisation (`OrgTech…`) or of the resource itself (`RTech…`). */
export function pocBlock(owner: "Org" | "R", role: string, contact: Contact): readonly Field[] {
  const label =
    LABELS.get(role) ??
    role.replace(/(?:^|[ -]+)([a-z0-9])/g, (_, first: string) => first.toUpperCase());
  return [
    [`${owner}${label}Handle`, contact.handle],
    [`${owner}${label}Name`, contact.name ?? contact.organization],
    [`${owner}${label}Phone`, phoneText(contact.phone, contact.phoneExt)],
    [`${owner}${label}Email`, contact.email],
    [`${owner}${label}Ref`, contact.self],
  ];
}

/**
 * What ARIN shows of a point of contact only when asked for it; of one that has no block of its own
 * all of it. The keys begin with `POC`, because parsers take `Address:` and `Country:` for the
 * organisation's.
 */
export function pocDetails(contact: Contact, hasBlock: boolean): readonly Field[] {
  const { phone, phoneExt, otherPhones = [], email, otherEmails = [] } = contact;
  const name = contact.name ?? contact.organization;
  const details: readonly Field[] = [
    ["POCName", hasBlock ? undefined : name],
    ["POCCompany", contact.name === undefined ? undefined : differing(contact)],
    ...addressFields("POC", contact),
    ["POCRegDate", easternDay(contact.created)],
    ["POCUpdated", easternDay(contact.updated)],
    ["POCComment", contact.remarks],
    ["POCPhone", [hasBlock ? [] : (phoneText(phone, phoneExt) ?? []), otherPhones].flat()],
    ["POCFax", phoneText(contact.fax, contact.faxExt)],
    ["POCEmail", [hasBlock ? [] : (email ?? []), otherEmails].flat()],
    ...webFields("POC", contact),
  ];
  const isEmpty = details.every((field) => valuesOf(field).length === 0);
  return isEmpty && hasBlock
    ? []
    : [["POCHandle", contact.handle ?? (hasBlock ? name : [])], ...details];
}

/** A point of contact by itself. */
export const ownPocBlock = (contact: Contact): readonly Field[] => [
  ["Name", contact.name ?? contact.organization],
  ["Handle", contact.handle],
  ["Company", contact.name === undefined ? undefined : contact.organization],
  ...addressFields("", contact),
  ["RegDate", easternDay(contact.created)],
  ["Updated", easternDay(contact.updated)],
  ["Comment", contact.remarks],
  ["Phone", [phoneText(contact.phone, contact.phoneExt) ?? [], contact.otherPhones ?? []].flat()],
  ["Fax", phoneText(contact.fax, contact.faxExt)],
  ["Email", [contact.email ?? [], contact.otherEmails ?? []].flat()],
  ...webFields("", contact),
  ["Ref", contact.self],
];

const differing = ({ name, organization }: Contact): string | undefined =>
  organization === name ? undefined : organization;

const webFields = (prefix: string, { url, contactUri }: Contact): readonly Field[] => [
  [`${prefix}URL`, url],
  [`${prefix}ContactURI`, contactUri],
];

function addressFields(prefix: string, contact: Contact): readonly Field[] {
  const parts = contact.address === undefined ? contact : partsOf(contact.address);
  return [
    [`${prefix}Address`, parts.street ?? parts.address],
    [`${prefix}City`, parts.city],
    [`${prefix}StateProv`, parts.state],
    [`${prefix}PostalCode`, parts.postalCode],
    [`${prefix}Country`, contact.country ?? parts.country],
  ];
}

/**
 * ARIN's RDAP has an address as lines: street, city, state, postal code, country. Of an address in
 * another form at least the country is told apart, if the last line names one.
 */
function partsOf(lines: readonly string[]): Contact {
  const country = countryCode(lines.at(-1) ?? "");
  if (!/^[A-Z]{2}$/.test(country)) return { address: lines };
  const [city, state = "", postalCode = ""] = lines.slice(-4, -1);
  if (city === undefined || !/^[A-Z]{2,3}$/.test(state) || !/\d/.test(postalCode))
    return { address: lines.slice(0, -1), country };
  return { street: lines.slice(0, -4), city, state, postalCode, country };
}
