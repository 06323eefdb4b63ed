/**
 * What a record knows and ICANN's format has no key for, so that nothing is lost. No key here ends in
 * one of ICANN's: many parsers search for `Name Server:` or `Updated Date:` anywhere in a line.
 */

import type {
  DomainRecord,
  Nameserver,
  Redaction,
  RegistrarView,
  RegistryRecord,
} from "../model/record.ts";
import { icannRoles } from "../record/whois-keys.ts";
import { type Field, valuesOf } from "./fields.ts";
import { peopleFields } from "./icann-people.ts";
import { detailsText, redactedText } from "./redacted.ts";

/** The fields of a domain that follow the standard ones. */
export const domainExtras = (record: DomainRecord): readonly Field[] => [
  ["Last Transferred Date", record.transferred],
  ["Event", eventTexts(record)],
  ...peopleFields(record, icannRoles),
  ["Name Server Address", record.nameservers?.flatMap(addressText)],
  ["DNSSEC Key Data", record.dnssec?.keys],
  ...factFields(record),
  ...viewFields(record.atRegistrar ?? {}),
];

/** What happened to an object, beyond what has a key of its own. */
export const eventTexts = ({ events }: RegistryRecord): readonly string[] | undefined =>
  events?.map(({ action, date }) => `${action} ${date}`);

/** What every kind of record can have. */
export const factFields = (record: RegistryRecord): readonly Field[] => [
  ["Public ID", record.publicIds?.map(({ type, identifier }) => `${type} ${identifier}`)],
  ["Description", record.description],
  ["Remarks", record.remarks],
];

const addressText = ({ name, addresses = [] }: Nameserver): readonly string[] =>
  addresses.length === 0 ? [] : [[name, ...addresses].join(" ")];

/** What the registrar says otherwise than the registry, told apart from what the registry says. */
const viewFields = (view: RegistrarView): readonly Field[] => [
  ["Domain ID At Registrar", view.handle],
  ["Updated Date At Registrar", view.updated],
  ["Creation Date At Registrar", view.created],
  ["Domain Status At Registrar", view.statuses],
  ["Name Server At Registrar", view.nameservers?.map(({ name }) => name)],
  ["DNSSEC At Registrar", view.dnssec && (view.dnssec.signed ? "signedDelegation" : "unsigned")],
  ["DNSSEC DS Data At Registrar", view.dnssec?.ds],
];

/** Redactions that no standard key has shown: of other values, or of a value that is there in part. */
export function redactionFields(
  redacted: readonly Redaction[],
  standard: readonly Field[],
): readonly Field[] {
  const filled = new Map(standard.map((field) => [field[0], valuesOf(field).length > 0]));
  return redacted.flatMap((redaction): readonly Field[] => {
    const isFilled = filled.get(redaction.name);
    if (isFilled === undefined) return [[redaction.name, redactedText(redaction)]];
    return isFilled ? [["Redacted In Part", redaction.name + detailsText(redaction)]] : [];
  });
}
