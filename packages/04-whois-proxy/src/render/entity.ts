/** The people of domain registries by themselves: ICANN's words for the values of a contact. */

import type { EntityRecord, Redaction } from "../model/record.ts";
import { contactKeys, icannRoles, roleLabel } from "../record/whois-keys.ts";
import type { Field } from "./fields.ts";
import { eventTexts, factFields, redactionFields } from "./icann-extras.ts";
import { peopleFields } from "./icann-people.ts";
import { labelledLines } from "./labelled.ts";

/** Somebody as lines of text. */
export function renderEntity(record: EntityRecord): readonly string[] {
  const standard: readonly Field[] = [
    ["Contact", record.handle],
    ...contactKeys.map(([member, end]): Field => [
      end,
      member === "email" ? (record.email ?? record.contactUri) : record[member],
    ]),
  ];
  const redacted = (record.redacted ?? []).map(withOwnKey);
  const extra: readonly Field[] = [
    ["Address", record.address],
    ["Other Phone", record.otherPhones],
    ["Other Email", record.otherEmails],
    ["Contact URI", record.email === undefined ? undefined : record.contactUri],
    ["Web Site", record.url],
    ["Kind", record.entityKind],
    ["WHOIS Host", record.whois],
    ["Contact Role", record.roles],
    ["Contact Status", record.statuses],
    ["Creation Date", record.created],
    ["Updated Date", record.updated],
    ["Event", eventTexts(record)],
    ...peopleFields(record.contacts === undefined ? {} : { contacts: record.contacts }, []),
    ...factFields(record),
    ...redactionFields(redacted, standard),
    ["Port 43 Host", record.port43],
  ];
  return labelledLines(record, { standard, extra, redacted });
}

const LABELS = icannRoles.map(roleLabel);
const ENDS: ReadonlySet<string> = new Set(contactKeys.map(([, end]) => end));

/** What is `Registrant Name` in a domain is `Name` here. */
function withOwnKey(redaction: Redaction): Redaction {
  const label = LABELS.find((start) => redaction.name.startsWith(`${start} `)) ?? "";
  const name = redaction.name.slice(label.length).trim();
  return ENDS.has(name) ? { ...redaction, name } : redaction;
}
