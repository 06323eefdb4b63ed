/**
 * The next server that a WHOIS reply names: a registry's registrar, IANA's registry, ARIN's
 * delegation. Pure.
 *
 * @example
 * whoisReferral("Domain Name: EXAMPLE.COM\nRegistrar WHOIS Server: whois.example.net\n", source);
 * // { protocol: "whois", host: "whois.example.net", port: 43 }
 */

import type { Referral, WhoisSource } from "../model/source.ts";
import { regionalReply } from "./regional-reply.ts";
import { sanitise } from "./server-address.ts";

interface Field {
  readonly label: string;
  readonly value: string;
}

/** How registries call the line that names the registrar's server. */
const REGISTRAR = /^((registrar )?whois server|registrar whois|whois tcp uri)$/;

/**
 * The server that a reply refers to; undefined if it names none, names the server that was asked, or
 * names nothing that can be dialled.
 */
export function whoisReferral(
  text: string,
  source: Pick<WhoisSource, "host" | "port">,
): Referral | undefined {
  const lines = text.split("\n").map((line) => line.trim());
  const fields = lines.flatMap(fieldOf);
  const named =
    rwhoisReferral(lines) ??
    directoryReferral(fields, lines) ??
    lastOf(fields, "referralserver") ??
    lastOf(fields.filter(isServerLink), "resourcelink") ??
    inWords(lines) ??
    regionalReply(text)?.server ??
    registrarOf(fields);
  const server = named === undefined ? undefined : sanitise(named);
  if (server === undefined || isSame(server, source)) return undefined;
  return { protocol: "whois", ...server };
}

/** ARIN's own words for what it does with a referral server. */
const inWords = (lines: readonly string[]): string | undefined =>
  lines
    .map((line) => /\breferral to (\S{1,300}?)[.:]?$/i.exec(line)?.[1])
    .findLast((server) => server !== undefined);

/** `%referral rwhois://host:port/auth-area=…` (RFC 2167, section 3.3.2). */
const rwhoisReferral = (lines: readonly string[]): string | undefined =>
  lines.find((line) => /^%referral /i.test(line))?.slice("%referral ".length);

/** IANA's `refer:`, or else the `whois:` of the object itself; either may be there and empty. */
function directoryReferral(fields: readonly Field[], lines: readonly string[]): string | undefined {
  const refer = valueOf(fields, "refer");
  // Some put a word before the server: `refer: RIPE whois.example.net 43`.
  if (refer !== undefined) return refer.split(/\s+/).find((word) => sanitise(word)) ?? refer;
  return lines.some((line) => line.startsWith("% IANA WHOIS server"))
    ? valueOf(fields, "whois")
    : undefined;
}

/**
 * The registrar's server in the first record: after the first domain name and before a second one.
 * A record of a host that comes first has no registrar to ask about our domain.
 */
function registrarOf(fields: readonly Field[]): string | undefined {
  const isName = ({ label }: Field): boolean => label === "domain name" || label === "domain";
  const start = fields.findIndex((field) => isName(field) || field.label === "server name");
  if (fields[start]?.label === "server name") return undefined;
  const record = start === -1 ? [] : fields.slice(start + 1);
  const next = record.findIndex(isName);
  const own = next === -1 ? record : record.slice(0, next);
  return own.find(({ label, value }) => REGISTRAR.test(label) && value !== "")?.value;
}

const valueOf = (fields: readonly Field[], wanted: string): string | undefined =>
  fields.find(({ label, value }) => label === wanted && value !== "")?.value;

/** ARIN names the widest network first, so the last line is about the smallest. */
const lastOf = (fields: readonly Field[], wanted: string): string | undefined =>
  fields.findLast(({ label, value }) => label === wanted && value !== "")?.value;

/** ARIN's `ResourceLink:` may be a server's name; mostly it is a web page. */
const isServerLink = ({ value }: Field): boolean => !value.includes("/");

/** `label: value`, the label in lower case; the label of a comment has its mark and means nothing. */
function fieldOf(line: string): Field[] {
  const colon = line.indexOf(":");
  // No label that means anything here is longer.
  if (colon <= 0 || colon > 50) return [];
  return [
    { label: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() },
  ];
}

const isSame = (
  server: { readonly host: string; readonly port: number },
  source: Pick<WhoisSource, "host" | "port">,
): boolean => server.host === source.host.toLowerCase() && server.port === source.port;
