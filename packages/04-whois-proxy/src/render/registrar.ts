/** Registrars by themselves, in ICANN's format for registrar records (Registry Agreement, specification 4). */

import type { Contact, EntityRecord } from "../model/record.ts";
import { phoneText } from "../record/phone.ts";
import { roleLabel } from "../record/whois-keys.ts";
import type { Field } from "./fields.ts";
import { allContactFields, moreContactFields, numbered } from "./icann-contacts.ts";
import { eventTexts, factFields, redactionFields } from "./icann-extras.ts";
import { contactName } from "./icann-people.ts";
import { labelledLines } from "./labelled.ts";

/** A registrar as lines of text. */
export function renderRegistrar(record: EntityRecord): readonly string[] {
  const { contacts = {}, redacted = [], roles = [] } = record;
  const { abuse: [abuse, ...moreAbuse] = [], ...others } = contacts;
  const people = Object.entries({ ...others, abuse: moreAbuse });
  const contact = contactOf(record);
  const standard: readonly Field[] = [
    ["Registrar", contactName(contact)],
    ["Registrar IANA ID", record.ianaId],
    ["Street", record.street],
    ["City", record.city],
    ["State/Province", record.state],
    ["Postal Code", record.postalCode],
    ["Country", record.country],
    ...reachFields(record),
    ["Registrar WHOIS Server", record.whois],
    ["Registrar URL", record.url],
    ["Registrar Abuse Contact Email", abuse?.email ?? abuse?.contactUri],
    ["Registrar Abuse Contact Phone", abuse?.phone],
    ...people.flatMap(([role, list]) => list.flatMap((one) => headed(role, one))),
  ];
  const seen = new Set<Contact>();
  const extra: readonly Field[] = [
    ["Registrar Company", record.name === undefined ? undefined : record.organization],
    ["Registrar ID", isNamedBy(record) ? undefined : record.handle],
    ["Registrar Role", roles.filter((role) => role !== "registrar")],
    ["Registrar Status", record.statuses],
    ["Creation Date", record.created],
    ["Updated Date", record.updated],
    ["Event", eventTexts(record)],
    ...moreContactFields("Registrar", contact, seen).filter(([key]) => !OWN.has(key)),
    ...allContactFields("Registrar Abuse Contact", abuse ?? {}, seen).filter(
      ([key]) => !OWN.has(key),
    ),
    ...people.flatMap(([role, list]) =>
      list.flatMap((one, index) => detailFields(numbered(roleLabel(role), index), one, seen)),
    ),
    ...factFields(record),
    ...redactionFields(redacted, standard),
    ["Port 43 Host", record.port43],
  ];
  return labelledLines(record, { standard, extra, redacted });
}

/** What is shown elsewhere under another key. */
const OWN: ReadonlySet<string> = new Set([
  "Registrar URL",
  "Registrar Created",
  "Registrar Updated",
  "Registrar Remarks",
  "Registrar Abuse Contact Email",
  "Registrar Abuse Contact Phone",
]);

const contactOf = (record: EntityRecord): Contact => {
  const { kind: _, entityKind, contacts: _contacts, ...members } = record;
  return { ...members, ...(entityKind !== undefined && { kind: entityKind }) };
};

const isNamedBy = (record: EntityRecord): boolean =>
  record.handle === record.ianaId || (record.name ?? record.organization) === undefined;

/** ICANN's form repeats the keys below the name of each contact. */
const headed = (role: string, contact: Contact): readonly Field[] => [
  [HEADS.get(role) ?? roleLabel(role), contactName(contact)],
  ...reachFields(contact),
];

const HEADS: ReadonlyMap<string, string> = new Map([
  ["administrative", "Admin Contact"],
  ["technical", "Technical Contact"],
  ["billing", "Billing Contact"],
]);

const reachFields = (contact: Contact): readonly Field[] => [
  ["Phone Number", phoneText(contact.phone, contact.phoneExt)],
  ["Fax Number", phoneText(contact.fax, contact.faxExt)],
  ["Email", contact.email ?? contact.contactUri],
];

const HEADED = ["Name", "Phone", "Phone Ext", "Fax", "Fax Ext", "Email"];

/** Of a contact what does not stand below its name. */
function detailFields(label: string, contact: Contact, seen: Set<Contact>): readonly Field[] {
  const ends = contact.name === undefined ? [...HEADED, "Organization"] : HEADED;
  const shown = new Set(ends.map((end) => `${label} ${end}`));
  return allContactFields(label, contact, seen).filter(([key]) => !shown.has(key));
}
