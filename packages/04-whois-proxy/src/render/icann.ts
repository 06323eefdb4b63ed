/**
 * Domains in the format that ICANN prescribes for gTLDs (Registry Agreement, specification 4; the
 * RDDS specification of the Registrar Accreditation Agreement): the order of keys is that which WHOIS
 * parsers know. What the format has no key for follows under keys of our own (`icann-extras.ts`).
 */

import type { DomainRecord } from "../model/record.ts";
import { icannRoles, roleLabel } from "../record/whois-keys.ts";
import type { Field } from "./fields.ts";
import { contactFields } from "./icann-contacts.ts";
import { domainExtras, redactionFields } from "./icann-extras.ts";
import { contactName } from "./icann-people.ts";
import { labelledLines, statusText } from "./labelled.ts";
import { shownRedactions } from "./withheld-contacts.ts";

/** A domain as lines of text. */
export function renderDomain(record: DomainRecord): readonly string[] {
  const standard = standardFields(record);
  const redacted = shownRedactions(record.redacted ?? [], (role) => record.contacts?.[role]?.[0]);
  const extra: readonly Field[] = [
    ...domainExtras(record),
    ...redactionFields(redacted, standard),
    ["Port 43 Host", record.port43],
  ];
  return labelledLines(record, { standard, extra, redacted });
}

/** ICANN's keys in ICANN's order, also those without a value. */
function standardFields(record: DomainRecord): readonly Field[] {
  const { registrar, dnssec } = record;
  return [
    // Verisign's own WHOIS writes names in capitals.
    ["Domain Name", record.handle?.endsWith("-VRSN") ? record.name.toUpperCase() : record.name],
    ["Internationalized Domain Name", record.unicodeName],
    ["Registry Domain ID", record.handle],
    ["Registrar WHOIS Server", registrar?.whois],
    ["Registrar URL", registrar?.url],
    ["Updated Date", record.updated],
    ["Creation Date", record.created],
    ["Registry Expiry Date", record.expires],
    ["Registrar Registration Expiration Date", record.registrarExpires],
    ["Registrar", contactName(registrar)],
    ["Registrar IANA ID", registrar?.ianaId],
    ["Registrar Abuse Contact Email", registrar?.abuse?.email ?? registrar?.abuse?.contactUri],
    ["Registrar Abuse Contact Phone", registrar?.abuse?.phone],
    ["Reseller", contactName(record.reseller)],
    ["Domain Status", record.statuses?.map(statusText)],
    ...icannRoles.flatMap((role) =>
      contactFields(roleLabel(role), record.contacts?.[role]?.[0] ?? {}),
    ),
    ["Name Server", record.nameservers?.map(({ name }) => name)],
    ["DNSSEC", dnssec && (dnssec.signed ? "signedDelegation" : "unsigned")],
    ["DNSSEC DS Data", dnssec?.ds],
  ];
}
