import { expect, test } from "vitest";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { readTables } from "../src/tables/table-files.ts";
import { fileText, rdapFile, whoisFile, zonesFile } from "../src/tables/table-text.ts";
import { readZoneReply } from "../src/tables/update/iana-reply.ts";
import { parseRootZones } from "../src/tables/update/root-zones.ts";
import { zoneReply } from "./support/local-iana.ts";
import { tableText } from "./tables-facts.ts";

test.each<[string, string, ReturnType<typeof readZoneReply>]>([
  ["a server", zoneReply("nu", "whois.iis.nu"), { kind: "server", whois: "whois.iis.nu" }],
  ["no server", zoneReply("nu"), { kind: "silent" }],
  [
    "refer before whois",
    "refer: a.example\ndomain: NU\nwhois: b.example\n",
    { kind: "server", whois: "a.example" },
  ],
  [
    "whois where refer is empty",
    "refer:\ndomain: NU\nwhois: b.example\n",
    { kind: "server", whois: "b.example" },
  ],
  ["a port", "domain: NU\nwhois: b.example:4343\n", { kind: "server", whois: "b.example:4343" }],
  [
    "a name with its ending dot",
    "domain: NU\nwhois: B.example.\n",
    { kind: "server", whois: "b.example" },
  ],
  ["words for a server", "domain: NU\nwhois: none known\n", '"none known" is no server'],
  ["another zone", zoneReply("com", "whois.verisign-grs.com"), "the reply is not about it"],
  ["no zone", "% nothing\n", "the reply is not about it"],
  ["half a record", zoneReply("nu").slice(0, 250), "the reply is cut off"],
])("readZoneReply understands %s", (_, text, expected) => {
  expect(readZoneReply(text, "nu")).toEqual(expected);
});

const russian = (name: string) => `${name}\nwhois: whois.tcinet.ru\nsource: IANA\n`;

test("readZoneReply knows a zone by both of its names", () => {
  const server = { kind: "server", whois: "whois.tcinet.ru" };
  expect(readZoneReply(russian("domain: РФ"), "xn--p1ai")).toEqual(server);
  expect(readZoneReply(russian("domain-ace: XN--P1AI"), "xn--p1ai")).toEqual(server);
  expect(readZoneReply(russian("domain: XN--P1AI"), "xn--p1ai")).toEqual(server);
});

test("readZoneReply takes a long reply in no time", () => {
  const text = `domain: NU\n${"remarks: a b c\n".repeat(100_000)}`;
  expect(readZoneReply(text, "nu")).toBe("the reply is cut off");
});

test("parseRootZones reads names and date", () => {
  expect(
    parseRootZones(
      "# Version 2026112201, Last Updated Sun Nov 22 07:07:01 2026 UTC\r\nAAA\r\nXN--P1AI\r\n",
    ),
  ).toEqual({ source: "IANA root zone", date: "2026-11-22", zones: ["aaa", "xn--p1ai"] });
});

test.each([
  "",
  "AAA\n",
  "# Version 2026112201\nA B\n",
  "# Version 2026112201\nA.B\n",
  "# Version 2026112201\n\nAAA\n",
])("parseRootZones refuses %j", (text) => {
  expect(parseRootZones(text)).toEqual(expect.any(String));
});

test("A table that is written reads back the same", () => {
  const { data } = loadBuiltInTables();
  const written = new Map(
    Object.entries({
      "rdap-dns": rdapFile(data.bootstrap.dns),
      "rdap-object-tags": rdapFile(data.bootstrap["object-tags"]),
      "whois-zones": whoisFile(data.whois),
      "silent-zones": zonesFile({ ...data.silentZones, zones: [] }),
      "root-zones": zonesFile({ source: "me", date: "2026-11-22", zones: ["b", "a"] }),
    }),
  );
  const again = readTables((name) => {
    const table = written.get(name);
    return table === undefined ? tableText(name) : fileText(table);
  });
  expect(again.bootstrap).toEqual(data.bootstrap);
  expect(new Map(again.whois.servers)).toEqual(new Map(data.whois.servers));
  expect(again.silentZones.zones).toEqual([]);
  expect(again.rootZones?.zones).toEqual(["a", "b"]);
  for (const name of ["rdap-dns", "rdap-object-tags", "whois-zones"] as const)
    expect(fileText(written.get(name) ?? {})).toBe(tableText(name));
});
