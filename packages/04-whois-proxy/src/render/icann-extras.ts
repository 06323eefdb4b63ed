/**
 * What a record knows and ICANN's format has no key for, so that nothing is lost. No key here ends in
 * one of ICANN's: many parsers search for `Name Server:` or `Updated Date:` anywhere in a line.
 */

import type { Contact, DomainRecord, Nameserver, RegistrarView } from "../model/record.ts";
import { icannRoles, roleLabel } from "../record/whois-keys.ts";
import { handlesOf } from "./contact-list.ts";
import { type Field, valuesOf } from "./fields.ts";
import { allContactFields, moreContactFields } from "./icann-contacts.ts";
import { detailsText, redactedText } from "./redacted.ts";

/** The fields that follow the standard ones. */
export function extraFields(record: DomainRecord, standard: readonly Field[]): readonly Field[] {
  const seen = new Set<Contact>();
  return [
    ["Last Transferred Date", record.transferred],
    ["Event", record.events?.map(({ action, date }) => `${action} ${date}`)],
    ...registrarFields(record, seen),
    ...contactsFields(record, seen),
    ["Name Server Address", record.nameservers?.flatMap(addressText)],
    ["DNSSEC Key Data", record.dnssec?.keys],
    ["Public ID", record.publicIds?.map(({ type, identifier }) => `${type} ${identifier}`)],
    ["Description", record.description],
    ["Remarks", record.remarks],
    ...viewFields(record.atRegistrar ?? {}),
    ...redactionFields(record, standard),
    ["Port 43 Host", record.port43],
  ];
}

/** The registrar's and reseller's own data, without what the standard keys have shown. */
function registrarFields(
  { registrar = {}, reseller = {} }: DomainRecord,
  seen: Set<Contact>,
): readonly Field[] {
  const { abuse = {}, ianaId, ...contact } = registrar;
  const isShown = contact.handle === ianaId || (contact.name ?? contact.organization) === undefined;
  return [
    ...allContactFields("Registrar", contact, seen).filter(
      ([key]) =>
        key !== "Registrar Name" && key !== "Registrar URL" && !(key === "Registrar ID" && isShown),
    ),
    ...allContactFields("Registrar Abuse Contact", abuse, seen).filter(
      ([key]) => key !== "Registrar Abuse Contact Email" && key !== "Registrar Abuse Contact Phone",
    ),
    ...allContactFields("Reseller", reseller, seen).filter(([key]) => key !== "Reseller Name"),
  ];
}

/**
 * The first contact of each of ICANN's roles has its standard keys above; here is the rest of it.
 * Further contacts of these roles, and all of others, follow with all of their keys.
 */
function contactsFields(record: DomainRecord, seen: Set<Contact>): readonly Field[] {
  const contacts = record.contacts ?? {};
  const standard = icannRoles.flatMap((role) => {
    const [first, ...more] = contacts[role] ?? [];
    const label = roleLabel(role);
    return [
      ...(first === undefined ? [] : moreContactFields(label, first, seen)),
      ...more.flatMap((contact) => allContactFields(label, contact, seen)),
    ];
  });
  const isStandard: ReadonlySet<string> = new Set(icannRoles);
  const shown = new Set(icannRoles.flatMap((role) => handlesOf(contacts[role])));
  if (record.registrar?.handle !== undefined) shown.add(record.registrar.handle);
  const others = Object.entries(contacts)
    .filter(([role]) => !isStandard.has(role))
    .flatMap(([role, list]) =>
      list.flatMap((contact) => {
        const fields = allContactFields(roleLabel(role), contact, seen);
        // Some registries repeat the registrar in full as the sponsor: the handle says it all.
        return shown.has(contact.handle ?? "") ? fields.slice(0, 1) : fields;
      }),
    );
  return [...standard, ...others];
}

const addressText = ({ name, addresses = [] }: Nameserver): readonly string[] =>
  addresses.length === 0 ? [] : [[name, ...addresses].join(" ")];

/** What the registrar says otherwise than the registry, told apart from what the registry says. */
const viewFields = (view: RegistrarView): readonly Field[] => [
  ["Domain ID (registrar)", view.handle],
  ["Updated Date (registrar)", view.updated],
  ["Creation Date (registrar)", view.created],
  ["Domain Status (registrar)", view.statuses],
  ["Name Server (registrar)", view.nameservers?.map(({ name }) => name)],
  ["DNSSEC (registrar)", view.dnssec && (view.dnssec.signed ? "signedDelegation" : "unsigned")],
];

/** Redactions that no standard key has shown: of other values, or of a value that is there in part. */
function redactionFields(record: DomainRecord, standard: readonly Field[]): readonly Field[] {
  const filled = new Map(standard.map((field) => [field[0], valuesOf(field).length > 0]));
  return (record.redacted ?? []).flatMap((redaction): readonly Field[] => {
    const isFilled = filled.get(redaction.name);
    if (isFilled === undefined) return [[redaction.name, redactedText(redaction)]];
    return isFilled ? [["Redacted In Part", redaction.name + detailsText(redaction)]] : [];
  });
}
