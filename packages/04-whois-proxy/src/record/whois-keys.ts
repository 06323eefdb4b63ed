/**
 * The words of ICANN's WHOIS for a contact's values. RFC 9537 names what is redacted by these same
 * words, so reading and rendering share them.
 */

import type { Contact } from "../model/record.ts";

/** The standard values of a contact in their order, and the end of their keys. */
export const contactKeys = [
  ["name", "Name"],
  ["organization", "Organization"],
  ["street", "Street"],
  ["city", "City"],
  ["state", "State/Province"],
  ["postalCode", "Postal Code"],
  ["country", "Country"],
  ["phone", "Phone"],
  ["phoneExt", "Phone Ext"],
  ["fax", "Fax"],
  ["faxExt", "Fax Ext"],
  ["email", "Email"],
] as const satisfies readonly (readonly [keyof Contact, string])[];

/** The four roles with keys of their own in ICANN's format, in its order. */
export const icannRoles = ["registrant", "administrative", "technical", "billing"] as const;

const LABELS: ReadonlyMap<string, string> = new Map([
  ["registrant", "Registrant"],
  ["administrative", "Admin"],
  ["technical", "Tech"],
  ["billing", "Billing"],
  ["registrar", "Registrar"],
  ["reseller", "Reseller"],
  ["noc", "NOC Contact"],
]);

/**
 * A role as it begins a key. Roles that ICANN's format does not have come from upstream, so their
 * keys are made such that they cannot be taken for others: a role `domain` has no `Domain Name`.
 *
 * @example
 * roleLabel("technical"); // "Tech"
 * roleLabel("sponsor"); // "Sponsor Contact"
 */
export const roleLabel = (role: string): string =>
  LABELS.get(role) ?? `${role.replace(/(?:^|[ -])[a-z]/g, (start) => start.toUpperCase())} Contact`;

const ICANN_LABELS: ReadonlySet<string> = new Set(icannRoles.map(roleLabel));

/**
 * The whole key of a contact's value, by the end of the key.
 *
 * @example
 * contactKey("Tech", "ID"); // "Registry Tech ID"
 */
export function contactKey(label: string, end: string): string {
  if (end === "ID" && (ICANN_LABELS.has(label) || label === "Domain"))
    return `Registry ${label} ID`;
  return end === "Contact" && label.endsWith(" Contact") ? label : `${label} ${end}`;
}

/** The keys of ICANN's format that are no contact's. */
const OTHER_KEYS = [
  "Domain Name",
  "Registry Domain ID",
  "Registrar WHOIS Server",
  "Registrar URL",
  "Updated Date",
  "Creation Date",
  "Registry Expiry Date",
  "Registrar Registration Expiration Date",
  "Registrar",
  "Registrar IANA ID",
  "Registrar Abuse Contact Email",
  "Registrar Abuse Contact Phone",
  "Reseller",
  "Domain Status",
  "Name Server",
  "DNSSEC",
  "DNSSEC DS Data",
];

const CANONICAL: ReadonlyMap<string, string> = new Map(
  [
    ...OTHER_KEYS,
    ...[...ICANN_LABELS].flatMap((label) =>
      ["ID", "Contact", ...contactKeys.map(([, end]) => end)].map((end) => contactKey(label, end)),
    ),
  ].map((key) => [key.toLowerCase(), key]),
);

/**
 * The WHOIS key that a redaction's name means (RFC 9537, section 6.2.2), also in the loose forms that
 * servers write. A name that means none stays, without the colon that would make it a key.
 *
 * @example
 * whoisKey("Technical E-mail"); // "Tech Email"
 */
export function whoisKey(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/\badministrat(?:ive|or)\b/, "admin")
    .replace(/\btechnical\b/, "tech")
    .replace("organisation", "organization")
    .replace("e-mail", "email")
    .replace("extension", "ext")
    .replace(/ (?:state|province|state or province)$/, " state/province");
  const withRegistry = words.replace(/^(registrant|admin|tech|billing) id$/, "registry $1 id");
  return CANONICAL.get(withRegistry) ?? name.replaceAll(":", "").trim();
}
