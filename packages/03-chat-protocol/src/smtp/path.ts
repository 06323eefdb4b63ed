/**
 * Addresses of mail between their angle brackets (RFC 5321, 4.1.2).
 *
 * ```ts
 * parseForwardPath("<@relay.example:bob@example.com> SIZE=10");
 * // { address: "bob@example.com", rest: " SIZE=10" }
 * ```
 */
import { ADDRESS_LITERAL, BEYOND_ASCII, DOMAIN, isAddressLiteral, isDomain } from "./domain.ts";

/** A path that could be read. */
export interface Path {
  /** Without brackets and route; empty for the null path. */
  readonly address: string;
  /** What stands behind it. */
  readonly rest: string;
}

/** Bytes of a path with its brackets: RFC 5321, 4.5.3.1.3. A local part alone may fill it. */
const MAX_PATH_BYTES = 256;

const ATOM = `[A-Za-z0-9!#$%&'*+/=?^_\`{|}~${BEYOND_ASCII}-]+`;
const QUOTED = `"(?:[ !#-\\[\\]-~${BEYOND_ASCII}]|\\\\[ -~])*"`;
const LOCAL_PART = `${ATOM}(?:\\.${ATOM})*|${QUOTED}`;
const ROUTE = `@${DOMAIN}(?:,@${DOMAIN})*:`;

const PATH = new RegExp(
  `^<(?:${ROUTE})?(?<local>${LOCAL_PART})@(?<host>${DOMAIN}|${ADDRESS_LITERAL})>`,
  "u",
);
const NULL_PATH = /^<>/;
const POSTMASTER = /^<(?<local>postmaster)>/i;

/** Whom a message is from: a mailbox, or nobody (`<>`: a notice of failed delivery). */
export function parseReversePath(text: string): Path | "malformed" | "too long" {
  const empty = NULL_PATH.exec(text);
  return empty === null ? parsePath(text) : { address: "", rest: text.slice(empty[0].length) };
}

/** Whom a message is for: a mailbox, or the postmaster of whatever host this is. */
export function parseForwardPath(text: string): Path | "malformed" | "too long" {
  const found = POSTMASTER.exec(text);
  if (found === null) return parsePath(text);
  return { address: found.groups?.["local"] ?? "", rest: text.slice(found[0].length) };
}

/** A source route is read and forgotten: RFC 5321, 3.3 and appendix C. */
function parsePath(text: string): Path | "malformed" | "too long" {
  const found = PATH.exec(text);
  const { local, host } = found?.groups ?? {};
  if (found === null || local === undefined || host === undefined) return "malformed";
  if (Buffer.byteLength(found[0]) > MAX_PATH_BYTES) return "too long";
  if (!isDomain(host) && !isAddressLiteral(host)) return "malformed";
  return { address: `${local}@${host}`, rest: text.slice(found[0].length) };
}
