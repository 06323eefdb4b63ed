/** The server that a registry means, out of what its record says: hosts, URLs, web pages, nonsense. Pure. */

import { isIP } from "node:net";

/** A server to dial. */
export interface ServerAddress {
  /** A host name in lower case without the final dot, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Port by scheme. A web address is taken for its host: there is often a port 43 behind it too. */
const SCHEMES: Readonly<Record<string, number>> = {
  "": 43,
  whois: 43,
  rwhois: 4321,
  http: 43,
  https: 43,
};

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Cleans a referral of scheme, path, final dot and capitals. Undefined for what cannot be a server
 * on the internet: words, single labels, mail addresses, ports out of range.
 *
 * @example
 * sanitise("rwhois://rwhois.example.net:4321/"); // { host: "rwhois.example.net", port: 4321 }
 */
export function sanitise(text: string): ServerAddress | undefined {
  const [scheme, rest] = cutScheme(text.trim().toLowerCase());
  const port = Object.hasOwn(SCHEMES, scheme) ? SCHEMES[scheme] : undefined;
  if (port === undefined || rest.length > 300) return undefined;
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? "";
  const [, name = "", digits] = isIP(authority)
    ? [authority, authority]
    : (/^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority) ?? []);
  const host = name.startsWith("[") ? name.slice(1, -1) : name.replace(/\.$/, "");
  // The port of a web address is the web's.
  const given = digits === undefined || scheme.startsWith("http") ? port : Number(digits);
  return isHost(host) && given >= 1 && given <= 65_535 ? { host, port: given } : undefined;
}

function cutScheme(text: string): readonly [scheme: string, rest: string] {
  const at = text.indexOf("://");
  return at === -1 ? ["", text] : [text.slice(0, at), text.slice(at + 3)];
}

/** A literal address, or at least two labels, the last of which is no number: `127.1` is a trick. */
function isHost(host: string): boolean {
  if (isIP(host) !== 0) return !host.includes("%");
  const labels = host.split(".");
  return (
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d/.test(labels.at(-1) ?? "")
  );
}
