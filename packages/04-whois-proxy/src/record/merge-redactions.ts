/** What is still withheld when two servers have spoken. */

import type { Contact, DomainRecord, Redaction } from "../model/record.ts";
import { distinctRedactions } from "./redaction.ts";
import { contactKey, contactKeys, icannRoles, roleLabel } from "./whois-keys.ts";

/** The redactions of both, without those whose value the other server told. */
export function mergeRedactions(
  merged: DomainRecord,
  registry: DomainRecord,
  registrar: DomainRecord,
): readonly Redaction[] {
  const nowKnown = knownKeys(merged);
  const open = (record: DomainRecord): readonly Redaction[] => {
    // A value that is there although it is listed was replaced or shortened: that stays so.
    const before = knownKeys(record);
    return (record.redacted ?? []).filter(({ name }) => !nowKnown.has(name) || before.has(name));
  };
  return distinctRedactions([...open(registry), ...open(registrar)]);
}

/** The WHOIS keys, among those that are redacted in practice, that a record has a value for. */
function knownKeys(record: DomainRecord): ReadonlySet<string> {
  const keys = icannRoles.flatMap((role) => {
    const [contact] = record.contacts?.[role] ?? [];
    return contact === undefined
      ? []
      : knownEnds(contact).map((end) => contactKey(roleLabel(role), end));
  });
  return new Set(record.handle === undefined ? keys : ["Registry Domain ID", ...keys]);
}

function knownEnds(contact: Contact): readonly string[] {
  const { handle, name, email, phone, street } = contact;
  const ends: string[] = contactKeys.flatMap(([member, end]) =>
    contact[member] === undefined ? [] : end,
  );
  if (handle !== undefined) ends.push("ID");
  // Organisation and country are published of contacts that are withheld otherwise.
  if ((name ?? email ?? phone ?? street) !== undefined) ends.push("Contact");
  return ends;
}
