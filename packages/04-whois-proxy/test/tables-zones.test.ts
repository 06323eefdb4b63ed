import { expect, test } from "vitest";
import { buildTables } from "../src/tables/build-tables.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { smallTables } from "./tables-facts.ts";

const tables = loadBuiltInTables();
const { data } = tables;

/** The built-in tables with one more WHOIS host of a top-level zone. */
const withWhois = (zone: string, host: string) =>
  buildTables({
    ...data,
    whois: { ...data.whois, servers: new Map([...data.whois.servers, [zone, host]]) },
  });

test("zoneOf takes the longest zone: ac.uk before uk", () => {
  expect(tables.zoneOf("www.example.ac.uk")).toMatchObject({
    zone: "ac.uk",
    whois: "whois.ja.net",
  });
  expect(tables.zoneOf("ac.uk")?.zone).toBe("ac.uk");
  expect(tables.zoneOf("nhs.uk")).toMatchObject({ zone: "uk", whois: "whois.nic.uk" });
  expect(tables.zoneOf("4.4.9.4.e164.arpa")?.whois).toBe("whois.enum.denic.de");
  expect(tables.zoneOf("4.4.3.3.e164.arpa")?.whois).toBe("whois.ripe.net");
});

test("zoneOf matches whole labels: notcom is not com, and notuk.com is not uk.com", () => {
  expect(tables.zoneOf("notcom")).toBeUndefined();
  expect(tables.zoneOf("www.notcom")).toBeUndefined();
  expect(tables.zoneOf("notuk.com")?.zone).toBe("com");
});

test("zoneOf knows nothing of a zone that is in no table, of the root, and of an empty name", () => {
  expect(tables.zoneOf("www.example.nosuchzone")).toBeUndefined();
  expect(tables.zoneOf(".")).toBeUndefined();
  expect(tables.zoneOf("")).toBeUndefined();
});

test("zoneOf says where each server is known from, with the day", () => {
  expect(tables.zoneOf("example.uk")).toEqual({
    zone: "uk",
    rdap: ["https://rdap.nominet.uk/uk/"],
    rdapFrom: "IANA RDAP bootstrap of 2026-07-14",
    whois: "whois.nic.uk",
    whoisFrom: "IANA root zone database of 2026-08-01",
  });
});

test("zoneOf gives a zone below another the RDAP of the same registry, known by its WHOIS server", () => {
  expect(tables.zoneOf("example.co.uk")).toEqual({
    zone: "co.uk",
    rdap: ["https://rdap.nominet.uk/uk/"],
    rdapFrom: "IANA RDAP bootstrap of 2026-07-14",
    whois: "whois.nic.uk",
    whoisFrom: "second-level registries of 2025-10-15",
  });
});

test("zoneOf gives a registry of its own nothing of the zone above it: uk.com is not com's", () => {
  expect(tables.zoneOf("example.uk.com")).toEqual({
    zone: "uk.com",
    rdap: [],
    whois: "whois.centralnic.net",
    whoisFrom: "second-level registries of 2025-10-15",
  });
  // Web page only, so not even a WHOIS server to compare.
  expect(tables.zoneOf("example.com.uy")?.rdap).toEqual([]);
});

test("zoneOf keeps a host that IANA lists though it is said to be dead", () => {
  expect(tables.zoneOf("example.sx")?.whois).toBe("whois.sx");
});

test("zoneOf leaves a host out whose name is in other hands, and says why", () => {
  const mobi = withWhois("mobi", "whois.dotmobiregistry.net").zoneOf("example.mobi");
  expect(mobi).not.toHaveProperty("whois");
  expect(mobi?.whoisFrom).toContain("left out: its name lapsed and is in other hands");
});

test("zoneOf gives a host that moved by its new name", () => {
  expect(withWhois("ie", "whois.domainregistry.ie").zoneOf("example.ie")?.whois).toBe(
    "whois.weare.ie",
  );
});

test("No zone names a host that has moved or is in other hands", () => {
  const zones = [...data.whois.servers.keys(), ...data.secondLevelWhois.servers.keys()];
  const hosts = zones
    .map((zone) => tables.zoneOf(zone)?.whois)
    .filter((host) => host !== undefined);
  expect(hosts.filter((host) => data.hosts.lapsed.has(host) || data.hosts.moved.has(host))).toEqual(
    [],
  );
  expect(hosts.filter((host) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host))).toEqual([]);
});

test("zoneOf knows a zone whose registry answers nobody, and has the web page of one that has it", () => {
  expect(tables.zoneOf("example.mil")).toEqual({
    zone: "mil",
    rdap: [],
    whoisFrom: "IANA root zone database of 2026-08-01 lists none",
  });
  expect(tables.zoneOf("example.gr")?.web).toBe("https://grweb.ics.forth.gr/Whois?lang=en");
  // A page from the days before it had a WHOIS server.
  expect(tables.zoneOf("example.pk")).toMatchObject({ whois: "whois.pknic.net.pk" });
  expect(tables.zoneOf("example.pk")).not.toHaveProperty("web");
});

test("No silent zone has a server in another table", () => {
  const loud = data.silentZones.zones.filter((zone) => {
    const entry = tables.zoneOf(zone);
    return entry?.whois !== undefined || entry?.rdap.length !== 0;
  });
  expect(loud).toEqual([]);
});

test("zoneOf takes an unlisted RDAP server, and IANA's own entry in its place as soon as there is one", () => {
  expect(smallTables().zoneOf("example.de")?.rdap).toEqual(["https://rdap.denic.de/"]);
  expect(smallTables().zoneOf("example.com")).toMatchObject({
    rdap: ["https://rdap.verisign.com/com/v1/"],
    rdapFrom: "IANA RDAP bootstrap of 2026-01-02",
  });
});

test("deadHost says why a host must not be dialled, whatever its case", () => {
  expect(tables.deadHost("WHOIS.DotMobiRegistry.net")).toBe(
    "its name lapsed and is in other hands",
  );
  expect(tables.deadHost("whois.nic.uk")).toBeUndefined();
});

test("describe names every table with source, day and number of entries", () => {
  const rows = tables.describe();
  expect(rows).toContainEqual({
    name: "rdap-dns",
    table: "RDAP dns",
    source: "IANA RDAP bootstrap",
    date: "2026-07-14",
    entries: 1199,
  });
  expect(rows).toContainEqual({
    name: "whois-zones",
    table: "WHOIS zones",
    source: "IANA root zone database",
    date: "2026-08-01",
    entries: 874,
  });
  expect(rows.filter(({ entries }) => entries === 0)).toEqual([]);
  expect(rows.filter(({ date }) => !/^\d{4}-\d\d(-\d\d)?$/.test(date))).toEqual([]);
  expect(rows.filter(({ source }) => source === "")).toEqual([]);
});
