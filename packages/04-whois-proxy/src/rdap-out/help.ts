/** The answer to `/help` (RFC 9082, section 3.1.6; RFC 9083, section 7). */
import { CONFORMANCE } from "./conformance.ts";
import type { JsonObject } from "./json.ts";

/** What can be asked here, and what the answers are. */
export const rdapHelp = (): JsonObject => ({
  rdapConformance: CONFORMANCE,
  notices: [
    {
      title: "What this is",
      description: [
        "A universal proxy: RDAP for every registry, also for those that only speak WHOIS.",
        "Their text is converted, and a notice in the answer says so.",
      ],
    },
    {
      title: "What to ask for",
      description: [
        "/domain/example.com",
        "/ip/192.0.2.1, /ip/2001:db8::/32",
        "/autnum/64500",
        "/nameserver/ns1.example.com",
        "/entity/ABC123-ARIN, and a registrar by its IANA id: /entity/292",
        "Searches are not served.",
      ],
    },
  ],
});
