/** A server and a subject made into something to ask: the exact line, or the exact URL. Pure. */

import type { Override } from "../config/schema.ts";
import type { HostPort } from "../config/units.ts";
import {
  type RdapSource,
  type Referral,
  type Source,
  sourceText,
  type WhoisSource,
} from "../model/source.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import type { QueryOptions } from "../query/parse-query.ts";
import { charsetOf, whoisQuery } from "../upstream/server-dialects.ts";

/** A port-43 server that configuration or a table names. */
export function whoisSource(
  { host, port }: HostPort,
  subject: Subject,
  options: QueryOptions,
  override: Override,
  why: string,
): WhoisSource {
  const charset = override.charset ?? charsetOf(host);
  const query =
    options.passThrough.length > 0
      ? [...options.passThrough, subjectText(subject)].join(" ")
      : whoisQuery(host, subject, override.query);
  return {
    protocol: "whois",
    host,
    port,
    query,
    ...(charset !== undefined && { charset }),
    trusted: true,
    why,
  };
}

/** IANA's WHOIS, for what no table knows. */
export function directorySource(subject: Subject, { host, port }: HostPort): WhoisSource {
  const query = subjectText(subject);
  // For a top-level domain the directory is the registry itself.
  const role =
    subject.kind === "domain" && !query.includes(".") ? {} : { directory: true as const };
  return { protocol: "whois", host, port, query, ...role, trusted: true, why: "no table knows it" };
}

/** An RDAP server by its base URL. */
export function rdapSource(base: string, subject: Subject, why: string): RdapSource {
  return { protocol: "rdap", url: `${base}${rdapPath(subject)}`, trusted: true, why };
}

/** The path of a lookup (RFC 9082, section 3.1), to be appended to a base that ends in a slash. */
export function rdapPath(subject: Subject): string {
  switch (subject.kind) {
    case "domain":
      return `domain/${subject.name}`;
    case "network":
      return `ip/${subjectText(subject)}`;
    case "autnum":
      return `autnum/${subject.number}`;
    case "nameserver":
      return `nameserver/${subject.name}`;
    case "entity":
      return `entity/${encodeURIComponent(subject.handle)}`;
    case "registrar":
      return `entity/${subject.ianaId}`;
  }
}

/** The server that a reply points to: not trusted, so the guard will look at it. */
export function referredSource(referral: Referral, subject: Subject, from: Source): Source {
  const base = { trusted: false, why: `referral from ${sourceText(from)}` };
  if (referral.protocol === "rdap") return { protocol: "rdap", url: referral.url, ...base };
  const { host, port } = referral;
  const charset = charsetOf(host);
  const query = whoisQuery(host, subject);
  return {
    protocol: "whois",
    host,
    port,
    query,
    ...(charset !== undefined && { charset }),
    ...base,
  };
}
