/** An IANA of our own: its files with ETags over HTTP, and its WHOIS, with whatever faults a test wants. */

import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeRdap, fakeWhois, type RdapReply, type WhoisReply } from "test-harness";
import { loadBuiltInTables } from "../../src/tables/built-in.ts";
import { type BootstrapName, bootstrapNames } from "../../src/tables/table-data.ts";
import { topLevelZones } from "../../src/tables/top-level-zones.ts";

const { data } = loadBuiltInTables();

/** A service of a bootstrap file: entries and base URLs. */
type Service = readonly [entries: readonly string[], urls: readonly string[]];

/** The built-in services of a registry, to be changed by a test. */
export const builtInServices = (name: BootstrapName): Service[] =>
  data.bootstrap[name].services.map(({ entries, urls }) => [entries, urls]);

/** A bootstrap file as IANA publishes it. */
export const bootstrapText = (
  name: BootstrapName,
  services: readonly Service[],
  day = "2026-12-24",
): string =>
  JSON.stringify({
    version: "1.0",
    publication: `${day}T00:00:00Z`,
    services: name === "object-tags" ? services.map((row) => [["a@example"], ...row]) : services,
  });

/** The list of top-level zones as IANA publishes it: all that the built-in tables know, and these. */
export const rootZonesText = (
  more: readonly string[] = [],
  without: readonly string[] = [],
): string =>
  [
    "# Version 2026122400, Last Updated Thu Dec 24 07:07:01 2026 UTC",
    ...[...topLevelZones(data), ...more]
      .filter((zone) => !without.includes(zone))
      .map((zone) => zone.toUpperCase()),
    "",
  ].join("\n");

/** What IANA's WHOIS says of a zone that has this server, or none. */
export const zoneReply = (zone: string, whois = ""): string =>
  [
    "% IANA WHOIS server",
    "% for more information on IANA, visit http://www.iana.org",
    "% This query returned 1 object",
    "",
    ...(whois === "" ? [] : [`refer:        ${whois}`, ""]),
    `domain:       ${zone.toUpperCase()}`,
    "",
    "organisation: A Registry",
    "address:      1 Example Street",
    "address:      Nowhere",
    "",
    "contact:      administrative",
    "e-mail:       iana@registry.example",
    "",
    "nserver:      A.NIC.EXAMPLE 192.0.2.1",
    "",
    `whois:        ${whois}`,
    "",
    "status:       ACTIVE",
    "created:      2026-12-01",
    "changed:      2026-12-24",
    "source:       IANA",
    "",
  ].join("\r\n");

const NO_SUCH_ZONE =
  "% IANA WHOIS server\r\n% for more information on IANA, visit http://www.iana.org\r\n" +
  "% This query returned 0 objects.\r\n";

/** Starts it. At first it publishes what the built-in tables have, of another day, and no root list. */
export async function localIana() {
  const files = new Map<string, string>(
    bootstrapNames.map((name) => [`${name}.json`, bootstrapText(name, builtInServices(name))]),
  );
  const faults = new Map<string, RdapReply>();
  const zones = new Map<string, WhoisReply>();
  const http = await fakeRdap((path): RdapReply => {
    const name = path.replace(/^\/(rdap\/|TLD\/)?/, "");
    const fault = faults.get(name);
    if (fault !== undefined) return fault;
    const body = files.get(name);
    if (body === undefined) return { status: 404, body: "" };
    const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    const asked = http.requests.findLast((request) => request.path === path);
    if (asked?.headers["if-none-match"] === etag) return { status: 304, headers: { etag } };
    return { body, contentType: "application/json", headers: { etag } };
  });
  const whois = await fakeWhois((zone): WhoisReply => zones.get(zone) ?? NO_SUCH_ZONE);
  return {
    /** `[tables] rdap_bootstrap`. */
    base: `${http.url}rdap/`,
    http,
    whois,
    /** Published files by name. */
    files,
    /** Replies in place of files. */
    faults,
    /** Replies of the WHOIS server by zone. */
    zones,
    /** The names of the files asked for since the last time, with what they were asked for with. */
    asked: (): [name: string, etag: string | undefined][] =>
      http.requests.map(({ path, headers }) => [
        path.replace(/^\/(rdap|TLD)\//, ""),
        headers["if-none-match"],
      ]),
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await whois[Symbol.asyncDispose]();
    },
  };
}

/** An IANA that is up. */
export type LocalIana = Awaited<ReturnType<typeof localIana>>;

/** A folder that is gone at the end of the test. */
export async function tempFolder() {
  const path = await mkdtemp(join(tmpdir(), "whois-tables-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
