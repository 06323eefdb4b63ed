/** EPP's status words as RDAP has them (RFC 8056), and those that RDAP has no word for. */

/** RDAP's registered status values that a registry's words can mean (RFC 9083, section 10.2.2). */
const VALUES = new Set([
  "validated",
  "renew prohibited",
  "update prohibited",
  "transfer prohibited",
  "delete prohibited",
  "proxy",
  "private",
  "removed",
  "obscured",
  "associated",
  "active",
  "inactive",
  "locked",
  "pending create",
  "pending renew",
  "pending transfer",
  "pending update",
  "pending delete",
  "add period",
  "auto renew period",
  "client delete prohibited",
  "client hold",
  "client renew prohibited",
  "client transfer prohibited",
  "client update prohibited",
  "pending restore",
  "redemption period",
  "renew period",
  "server delete prohibited",
  "server renew prohibited",
  "server transfer prohibited",
  "server update prohibited",
  "server hold",
  "transfer period",
  "administrative",
  "reserved",
]);

const TWINS: ReadonlyMap<string, string> = new Map([
  ["ok", "active"],
  ["linked", "associated"],
]);

/** RDAP's word for a status; undefined where it has none. */
export function rdapStatus(status: string): string | undefined {
  const words = status.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  const word = TWINS.get(words) ?? words;
  return VALUES.has(word) ? word : undefined;
}
