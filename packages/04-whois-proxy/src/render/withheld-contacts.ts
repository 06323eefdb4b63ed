/** Contacts of which nothing is told: one line for each, not one for every value (RFC 9537). */

import type { Contact, Redaction } from "../model/record.ts";
import { contactKey, contactKeys, icannRoles, roleLabel } from "../record/whois-keys.ts";
import { contactFields } from "./icann-contacts.ts";
import { valuesOf } from "./fields.ts";

/**
 * The redactions as they are shown. `first` tells the contact that has the keys of a role.
 *
 * @example
 * shownRedactions([{ name: "Tech Name" }, { name: "Tech Email" }], () => undefined);
 * // [{ name: "Tech Contact", description: "Tech Name, Tech Email" }]
 */
export function shownRedactions(
  redacted: readonly Redaction[],
  first: (role: string) => Contact | undefined,
): readonly Redaction[] {
  return icannRoles.reduce((left, role) => {
    const label = roleLabel(role);
    const keys = keysOf(label);
    const own = left.filter(({ name }) => keys.has(name));
    if (own.length < 2 || !isEmpty(label, first(role))) return left;
    return [...left.filter(({ name }) => !keys.has(name)), summary(label, own)];
  }, redacted);
}

const keysOf = (label: string): ReadonlySet<string> =>
  new Set(
    ["ID", "Contact", ...contactKeys.map(([, end]) => end)].map((end) => contactKey(label, end)),
  );

const isEmpty = (label: string, contact: Contact = {}): boolean =>
  contact.address === undefined &&
  contactFields(label, contact).every((field) => valuesOf(field).length === 0);

/** Which values are withheld, and every reason that is given for one of them. */
function summary(label: string, own: readonly Redaction[]): Redaction {
  const whole = contactKey(label, "Contact");
  const values = own.flatMap(({ name, description }) =>
    name === whole ? (description ?? []) : name,
  );
  const reasons = [...new Set(own.flatMap(({ reason }) => reason ?? []))];
  return {
    name: whole,
    description: values.join(", "),
    ...(reasons.length > 0 && { reason: reasons.join("; ") }),
  };
}
