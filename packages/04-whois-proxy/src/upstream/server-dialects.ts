/**
 * What each WHOIS server wants to be sent, and in which charset it replies. RFC 3912 says only "one
 * line"; the rest is local custom, written down here server by server. Pure.
 *
 * @example
 * whoisQuery("whois.denic.de", { kind: "domain", name: "example.de", unicode: "example.de" });
 * // "-T dn,ace example.de"
 */

import { bitsOf } from "../model/ip.ts";
import { type Subject, subjectText } from "../model/subject.ts";
import { charsets } from "./server-charsets.ts";

/** The line for each kind of subject; a kind that is left out is sent bare. */
type Dialect = {
  readonly [Kind in Subject["kind"]]?: (subject: Extract<Subject, { kind: Kind }>) => string;
};

/** The same words around every kind of subject. */
const around = (before: string, after = ""): Dialect => {
  const line = (subject: Subject): string => `${before}${subjectText(subject)}${after}`;
  return { domain: line, network: line, autnum: line, nameserver: line, entity: line };
};

/** Words before the names of one zone; any other name is not this server's and is sent bare. */
const inZone = (zone: string, before: string): Dialect => ({
  domain: ({ name }) => (name.endsWith(`.${zone}`) ? `${before}${name}` : name),
});

const verisign: Dialect = {
  // A bare name matches any part of names, hosts and registrars. A deeper name is a host to them.
  domain: ({ name }) => (name.split(".").length === 2 ? `domain ${name}` : name),
  nameserver: ({ name }) => `nameserver ${name}`,
};

const core = around("-C UTF-8 ");

const servers: Readonly<Record<string, Dialect>> = {
  "whois.crsnic.net": verisign,
  "whois.internic.net": verisign,
  "whois.nic.name": {
    domain: ({ name }) => `domain=${name}`,
    nameserver: ({ name }) => `nameserver=${name}`,
  },
  // Without `-T dn` DENIC gives the status only, without `ace` it calls A-labels invalid.
  "whois.denic.de": inZone("de", "-T dn,ace "),
  "whois.enum.denic.de": { domain: ({ name }) => `-C UTF-8 -T dn ${name}` },
  "whois.punktum.dk": inZone("dk", "--charset=utf-8 --show-handles "),
  "whois.dk-hostmaster.dk": inZone("dk", "--charset=utf-8 --show-handles "),
  "whois.norid.no": around("-c utf-8 "),
  "whois.cat": core,
  "whois.nic.cat": core,
  "whois.museum": core,
  "whois.nic.museum": core,
  "whois.corenic.net": core,
  "whois.online.rs.corenic.net": core,
  "whois.site.rs.corenic.net": core,
  // Names are sent bare; handles need the word.
  "whois.aero": { entity: ({ handle }) => `CONTACT ID ${handle}` },
  "org-whois.registry.net.za": { domain: ({ name }) => `domain ${name}` },
  // The only registry that wants the U-label.
  "whois.trabis.gov.tr": { domain: ({ unicode }) => unicode },
  // `/e` is for English.
  "whois.jprs.jp": around("", "/e"),
  "whois.nic.ad.jp": { ...around("", "/e"), autnum: ({ number }) => `AS ${number}/e` },
  "whois.ripe.net": around("--charset UTF-8 "),
  // `+`: whole records, not a list of matches. `n`, `r`, `a`: addresses, networks, AS numbers.
  "whois.arin.net": {
    network: (subject) => {
      const { version, prefix } = subject.network;
      const type = prefix === bitsOf(version) ? "n +" : "r + =";
      return `${type} ${subjectText(subject)}`;
    },
    autnum: ({ number }) => `a ${number}`,
  },
};

const dialects: ReadonlyMap<string, Dialect> = new Map(Object.entries(servers));

/**
 * The exact line for a server, without CRLF: `template` with the subject in place of `{name}` where
 * configuration gives one, else the server's dialect, else the subject bare. Control characters and
 * line ends never get into it, wherever they came from.
 */
export function whoisQuery(host: string, subject: Subject, template?: string): string {
  const line =
    template === undefined
      ? dialectLine(dialectOf(host.toLowerCase()), subject)
      : // By function: a `$` in the name is no instruction.
        template.replaceAll("{name}", () => subjectText(subject));
  return oneLine(line);
}

/** Text without control characters and line ends: all that may stand in a query line (RFC 3912). */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "");

function dialectOf(host: string): Dialect {
  return host.endsWith(".verisign-grs.com") ? verisign : (dialects.get(host) ?? {});
}

function dialectLine(dialect: Dialect, subject: Subject): string {
  switch (subject.kind) {
    case "domain":
      return dialect.domain?.(subject) ?? subject.name;
    case "network":
      return dialect.network?.(subject) ?? subjectText(subject);
    case "autnum":
      return dialect.autnum?.(subject) ?? subjectText(subject);
    case "nameserver":
      return dialect.nameserver?.(subject) ?? subject.name;
    case "entity":
      return dialect.entity?.(subject) ?? subject.handle;
    case "registrar":
      return subjectText(subject);
  }
}

/** The WHATWG encoding label of a server's replies that are not UTF-8, where its habit is known. */
export const charsetOf = (host: string): string | undefined => charsets.get(host.toLowerCase());
