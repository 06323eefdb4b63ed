/**
 * Domains in the format that ICANN prescribes for gTLDs (Registry Agreement, specification 4; the
 * RDDS specification of the Registrar Accreditation Agreement): the order of keys is that which WHOIS
 * parsers know. What the format has no key for follows under keys of our own (`icann-extras.ts`).
 */

import type { Contact, DomainRecord, Redaction } from "../model/record.ts";
import { isEppStatus } from "../record/status.ts";
import { icannRoles, roleLabel } from "../record/whois-keys.ts";
import { type Field, joinBlocks, valuesOf } from "./fields.ts";
import { contactFields } from "./icann-contacts.ts";
import { extraFields } from "./icann-extras.ts";
import { distinctNotices, noticeLines } from "./notices.ts";
import { redactedText } from "./redacted.ts";

/** A domain as lines of text. */
export function renderDomain(record: DomainRecord): readonly string[] {
  const standard = standardFields(record);
  const extra = extraFields(record, standard);
  const keys = new Set([...standard, ...extra].map(([key]) => key.toLowerCase()));
  const redacted = new Map(record.redacted?.map((item) => [item.name, item]));
  const notices = distinctNotices(record.notices).map(noticeLines);
  const complaint = notices.find((lines) => isPointer(lines, COMPLAINTS));
  return joinBlocks([
    [
      ...standard.flatMap((field) => linesOf(field, redacted.get(field[0]))),
      ...extra.flatMap((field) => linesOf(field)),
      ...complaintLine(complaint),
      ...databaseLine(record.databaseUpdated),
    ],
    statusCodesLine(record, notices),
    ...notices
      .filter((lines) => !isPointer(lines, COMPLAINTS) && !isPointer(lines, STATUS_CODES))
      .map((lines) => lines.map((line) => (isLikeFact(line, keys) ? `> ${line}` : line))),
  ]);
}

/** `Key: value` for each value; a key without one shows that it is redacted, or not at all. */
function linesOf(field: Field, redaction?: Redaction): readonly string[] {
  const values = valuesOf(field);
  if (values.length > 0) return values.map((value) => `${field[0]}: ${value}`);
  return redaction === undefined ? [] : [`${field[0]}: ${redactedText(redaction)}`];
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

const contactName = (contact: Contact | undefined): string | undefined =>
  contact?.name ?? contact?.organization ?? contact?.handle;

const statusText = (status: string): string =>
  isEppStatus(status) ? `${status} https://icann.org/epp#${status}` : status;

/** Free text must not be read as a fact: a notice could say `Domain Status: ok`. */
const isLikeFact = (line: string, keys: ReadonlySet<string>): boolean =>
  line.startsWith(">>>") || keys.has((/^([^:]+):/.exec(line)?.[1] ?? "").trim().toLowerCase());

const COMPLAINTS = /https?:\/\/(?:www\.)?icann\.org\/wicf\b\/?/i;
const STATUS_CODES = /https?:\/\/(?:www\.)?icann\.org\/epp\b/i;

/** Whether a notice does no more than point to a page of ICANN's, which has a line of its own. */
const isPointer = (lines: readonly string[], page: RegExp): boolean =>
  lines.length <= 3 && page.test(lines.join("\n"));

/** Only a registry under ICANN's contract sends this notice. */
function complaintLine(notice: readonly string[] = []): readonly string[] {
  const [page] = COMPLAINTS.exec(notice.join("\n")) ?? [];
  return page === undefined ? [] : [`URL of the ICANN Whois Inaccuracy Complaint Form: ${page}`];
}

const databaseLine = (date: string | undefined): readonly string[] =>
  date === undefined ? [] : [`>>> Last update of WHOIS database: ${date} <<<`];

const statusCodesLine = (
  { statuses = [] }: DomainRecord,
  notices: readonly (readonly string[])[],
): readonly string[] =>
  statuses.some(isEppStatus) || notices.some((lines) => isPointer(lines, STATUS_CODES))
    ? ["For more information on Whois status codes, please visit https://icann.org/epp"]
    : [];
