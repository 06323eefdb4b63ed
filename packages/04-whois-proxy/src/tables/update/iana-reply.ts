/**
 * What IANA's WHOIS says of a top-level zone. A reply that is cut off, or about something else, says
 * nothing: an answer that we do not have must not cost a server that we know. Pure.
 *
 * @example
 * readZoneReply("domain: NU\nwhois: whois.iis.nu\nsource: IANA\n", "nu"); // { kind: "server", whois: "whois.iis.nu" }
 */

import { domainToASCII } from "node:url";
import { sanitise } from "../../upstream/server-address.ts";
import type { ZoneAnswer } from "./zones-to-ask.ts";

/** The answer, or in a few words why the reply is none. */
export function readZoneReply(text: string, zone: string): ZoneAnswer | string {
  const fields = text.split("\n").flatMap((line) => {
    const [, label = "", value = ""] = /^([a-z-]{1,30}):\s*(.*)$/i.exec(line.trim()) ?? [];
    return label === "" || value === "" ? [] : [{ label: label.toLowerCase(), value }];
  });
  const valueOf = (wanted: string) => fields.find(({ label }) => label === wanted)?.value;
  const isOurs = fields.some(
    ({ label, value }) =>
      (label === "domain" || label === "domain-ace") && domainToASCII(value) === zone,
  );
  if (!isOurs) return "the reply is not about it";
  const named = valueOf("refer") ?? valueOf("whois");
  if (named !== undefined) {
    const server = sanitise(named);
    if (server === undefined) return `${JSON.stringify(named.slice(0, 80))} is no server`;
    return {
      kind: "server",
      whois: server.port === 43 ? server.host : `${server.host}:${server.port}`,
    };
  }
  // The last line of a record: where it is there, nothing before it is missing.
  return valueOf("source") === "IANA" ? { kind: "silent" } : "the reply is cut off";
}
