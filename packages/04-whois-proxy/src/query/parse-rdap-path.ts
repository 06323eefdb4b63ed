/**
 * The path of an RDAP lookup (RFC 9082, section 3.1): what is asked, exactly. A host is not reduced to
 * the name that is registered, and nothing in a path is an option. Pure; never throws.
 *
 * @example
 * parseRdapPath("ip", "192.0.2.0/24"); // { kind: "lookup", subject: { kind: "network", … }, … }
 */

import type { Subject } from "../model/subject.ts";
import { type ParsedQuery, plainOptions } from "./parse-query.ts";
import { parseSubject } from "./parse-subject.ts";

/** The first word of the path. */
export type RdapPath = "domain" | "ip" | "autnum" | "nameserver" | "entity";

/** Reads what follows the first word, decoded. */
export function parseRdapPath(path: RdapPath, text: string): ParsedQuery {
  const asked = `${path}/${text}`;
  const options = plainOptions;
  const subject = READERS[path](text);
  if (subject !== undefined) return { kind: "lookup", subject, asked, options };
  return { kind: "bad", reason: `/${path}/ takes ${TAKES[path]}`, asked, options };
}

/** What each path takes, for who wrote something else. */
const TAKES: Readonly<Record<RdapPath, string>> = {
  domain: "a domain name, as in /domain/example.com",
  ip: "an address or a network, as in /ip/192.0.2.1 or /ip/2001:db8::/32",
  autnum: "the digits of an AS number, as in /autnum/64500",
  nameserver: "the name of a host, as in /nameserver/ns1.example.com",
  entity: "a handle or a registrar's IANA id, as in /entity/ABC123-ARIN or /entity/292",
};

const READERS: Readonly<Record<RdapPath, (text: string) => Subject | undefined>> = {
  // A URL is a spelling of a person's; a program names the domain.
  domain: (text) => (text.includes("/") ? undefined : only("domain", text)),
  ip: (text) => (text.includes("//") ? undefined : only("network", text)),
  autnum: (text) => (/^\d+$/.test(text) ? only("autnum", `AS${text}`) : undefined),
  nameserver: (text) => only("nameserver", `nameserver ${text}`),
  entity: (text) => (/^\d+$/.test(text) ? only("registrar", `registrar ${text}`) : entityOf(text)),
};

function only(kind: Subject["kind"], text: string): Subject | undefined {
  const subject = parseSubject(text, (name) => name);
  return subject?.kind === kind ? subject : undefined;
}

/** Here a word without a hyphen is a handle too; elsewhere it is a top-level domain. */
const entityOf = (text: string): Subject | undefined =>
  only("entity", text) ??
  (/^[a-z\d][\w.:~-]{0,79}$/i.test(text)
    ? { kind: "entity", handle: text.toUpperCase() }
    : undefined);
