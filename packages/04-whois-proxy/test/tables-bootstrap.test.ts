import { expect, test } from "vitest";
import { parseBootstrapFile } from "../src/tables/bootstrap-file.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { type BootstrapName, bootstrapNames } from "../src/tables/table-data.ts";
import { MIN_KEPT, withBootstrap } from "../src/tables/with-bootstrap.ts";
import { bootstrapFile, sharedText, smallTables } from "./tables-facts.ts";

const tables = loadBuiltInTables();

/** What a parsed file comes to, or why it is refused. */
function parse(name: BootstrapName, services: unknown) {
  const table = parseBootstrapFile(name, bootstrapFile(services));
  return typeof table === "string" ? table : table.services;
}

/** So many zones with one server each. */
const zones = (count: number) =>
  bootstrapFile(
    Array.from({ length: count }, (_, index) => [[`zone${index}`], ["https://rdap.example/"]]),
  );

/** The built-in file, as IANA would publish it. */
const builtIn = (name: BootstrapName) =>
  bootstrapFile(
    tables.data.bootstrap[name].services.map(({ entries, urls }) =>
      name === "object-tags" ? [["a@example"], entries, urls] : [entries, urls],
    ),
  );

test("parseBootstrapFile writes every entry and URL one way", () => {
  expect(parse("dns", [[["COM", "example.org."], ["HTTPS://RDAP.Example/base"]]])).toEqual([
    { entries: ["com", "example.org"], urls: ["https://rdap.example/base/"] },
  ]);
  expect(
    parse("ipv6", [[["2001:0200::/23", "2A00:0000::/12"], ["https://rdap.example//"]]]),
  ).toEqual([{ entries: ["2001:200::/23", "2a00::/12"], urls: ["https://rdap.example/"] }]);
  expect(parse("object-tags", [[["a@example"], ["arin"], ["https://rdap.example/"]]])).toEqual([
    { entries: ["ARIN"], urls: ["https://rdap.example/"] },
  ]);
});

test("parseBootstrapFile puts https first and leaves http out where the same host has https", () => {
  const urls = [
    "http://a.example/",
    "http://b.example/",
    "https://b.example/",
    "https://b.example/",
    "https://c.example/",
  ];
  expect(parse("dns", [[["com"], urls]])).toEqual([
    { entries: ["com"], urls: ["https://b.example/", "https://c.example/", "http://a.example/"] },
  ]);
});

test.each<[string, BootstrapName, unknown]>([
  ["no services", "dns", []],
  ["services that are no list", "dns", { com: "https://rdap.example/" }],
  ["an empty service", "dns", [[["com"], ["https://rdap.example/"]], []]],
  ["a service without entries", "dns", [[[], ["https://rdap.example/"]]]],
  ["a service without URLs", "dns", [[["com"], []]]],
  ["a name with a space", "dns", [[["com net"], ["https://rdap.example/"]]]],
  ["a name with an empty label", "dns", [[["a..b"], ["https://rdap.example/"]]]],
  ["an entry that is a number", "dns", [[[7], ["https://rdap.example/"]]]],
  ["an IPv6 block among IPv4", "ipv4", [[["2001:db8::/32"], ["https://rdap.example/"]]]],
  ["an address without a length", "ipv4", [[["192.0.2.1"], ["https://rdap.example/"]]]],
  ["a length out of range", "ipv4", [[["192.0.2.0/33"], ["https://rdap.example/"]]]],
  ["a range that ends before it starts", "asn", [[["9-8"], ["https://rdap.example/"]]]],
  ["a number over 32 bits", "asn", [[["4294967296"], ["https://rdap.example/"]]]],
  ["ranges that overlap", "asn", [[["1-9", "9-12"], ["https://rdap.example/"]]]],
  [
    "an entry that is there twice",
    "dns",
    [
      [["com"], ["https://a.example/"]],
      [["COM"], ["https://b.example/"]],
    ],
  ],
  ["a tag with a hyphen", "object-tags", [[["a@example"], ["A-B"], ["https://rdap.example/"]]]],
  ["two lists where tags have three", "object-tags", [[["ARIN"], ["https://rdap.example/"]]]],
  ["a URL that is none", "dns", [[["com"], ["rdap.example"]]]],
  ["a URL of another scheme", "dns", [[["com"], ["ftp://rdap.example/"]]]],
  ["a URL with a password", "dns", [[["com"], ["https://a:b@rdap.example/"]]]],
  ["a URL with a query", "dns", [[["com"], ["https://rdap.example/?q="]]]],
  ["a URL with a stray percent sign", "dns", [[["com"], ["https://rdap.example/%%"]]]],
])("parseBootstrapFile refuses %s", (_, name, services) => {
  expect(parse(name, services)).toEqual(expect.any(String));
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["text", "{}"],
  ["an empty object", {}],
  ["another version", { ...zones(1), version: "2.0" }],
  ["no publication", { ...zones(1), publication: undefined }],
  ["a publication that is no time", { ...zones(1), publication: "yesterday" }],
])("parseBootstrapFile refuses %s", (_, file) => {
  expect(parseBootstrapFile("dns", file)).toEqual(expect.any(String));
});

test("parseBootstrapFile says where it stumbled", () => {
  expect(parse("dns", [[["com"], ["https://rdap.example/%%"]]])).toBe(
    'services.0.1.0: "https://rdap.example/%%" is no base URL',
  );
});

test("parseBootstrapFile quotes no more than 80 characters of a bad entry", () => {
  expect(parse("dns", [[["_".repeat(1000)], ["https://rdap.example/"]]])).toBe(
    `services.0.0.0: "${"_".repeat(80)}" is no entry of dns`,
  );
});

test("withBootstrap puts a fresh file in force and names its day", () => {
  const file = builtIn("dns");
  file.publication = "2026-12-24T00:00:00Z";
  file.services = [
    ...tables.data.bootstrap.dns.services
      .filter(({ entries }) => !entries.includes("kg"))
      .map(({ entries, urls }) => [entries, urls]),
    [["kg", "de"], ["https://rdap.new.example/"]],
  ];
  const { tables: fresh, taken, problems } = withBootstrap(tables, { dns: file });
  expect({ taken, problems }).toEqual({ taken: ["dns"], problems: [] });
  expect(fresh.zoneOf("example.kg")).toMatchObject({
    rdap: ["https://rdap.new.example/"],
    rdapFrom: "IANA RDAP bootstrap of 2026-12-24",
    whois: "whois.kg",
  });
  // What was unlisted until now goes by IANA's own entry.
  expect(fresh.zoneOf("example.de")?.rdapFrom).toBe("IANA RDAP bootstrap of 2026-12-24");
  expect(tables.zoneOf("example.de")?.rdap).toEqual(["https://rdap.denic.de/"]);
  expect(fresh.describe()).toContainEqual(
    expect.objectContaining({ table: "RDAP dns", date: "2026-12-24" }),
  );
});

test("withBootstrap finds the same with the built-in files published again", () => {
  const files = Object.fromEntries(bootstrapNames.map((name) => [name, builtIn(name)]));
  const { tables: fresh, taken, problems } = withBootstrap(tables, files);
  expect({ taken, problems }).toEqual({ taken: [...bootstrapNames], problems: [] });
  expect(fresh.data.bootstrap.asn.services).toEqual(tables.data.bootstrap.asn.services);
  expect(fresh.autnumEntry(13335)?.whois).toBe("whois.arin.net");
});

test("withBootstrap follows multi-label zones, and the root as the default for every name", () => {
  const file = bootstrapFile([
    [[""], ["https://example.root", "http://example.root"]],
    [["com"], ["https://example.com"]],
    [["sub.example.com"], ["https://example.com/sub"]],
    [["uk"], ["https://uk.example"]],
  ]);
  const { tables: fresh } = withBootstrap(smallTables(), { dns: file });
  expect(fresh.zoneOf("a.sub.example.com")?.rdap).toEqual(["https://example.com/sub/"]);
  expect(fresh.zoneOf("a.example.com")?.rdap).toEqual(["https://example.com/"]);
  expect(fresh.zoneOf("example.nosuchzone")?.rdap).toEqual(["https://example.root/"]);
  expect(fresh.registrableName("www.example.nosuchzone")).toBe("example.nosuchzone");
});

test("withBootstrap refuses a file that lost more than three in ten of its entries, and no fewer", () => {
  const { tables: ten } = withBootstrap(smallTables(), { dns: zones(10) });
  expect(withBootstrap(ten, { dns: zones(10 * MIN_KEPT) }).taken).toEqual(["dns"]);
  const { tables: same, taken, problems } = withBootstrap(ten, { dns: zones(10 * MIN_KEPT - 1) });
  expect(taken).toEqual([]);
  expect(problems).toEqual(["dns.json: it has 6 entries where there were 10"]);
  expect(same).toBe(ten);
});

test("withBootstrap takes the good files and names the bad ones", () => {
  const { taken, problems } = withBootstrap(tables, { asn: builtIn("asn"), ipv4: {}, dns: null });
  expect(taken).toEqual(["asn"]);
  expect(problems.map((line) => line.split(":")[0])).toEqual(["dns.json", "ipv4.json"]);
});

/** Bodies as a broken server might send them, in the shape of files that were seen. */
const malformed: Readonly<Record<string, string>> = {
  "an empty body": "",
  "JSON that is cut off": '{ "description": "RDAP", "services": [[["ar"], [',
  "a service that is empty": JSON.stringify(
    bootstrapFile([[["ar"], ["https://rdap.ar.example"]], []]),
  ),
  "a URL that is none": JSON.stringify(bootstrapFile([[["ar"], ["http://example.org/%%"]]])),
  "three zones only": JSON.stringify(zones(3)),
};

const seen = ["bad_services", "bad_url", "complex", "empty", "syntax_error"].flatMap((name) => {
  const text = sharedText(`rdap-bootstrap/malformed/${name}.json`);
  return text === undefined ? [] : [[`${name}.json`, text] as const];
});

test.each([...Object.entries(malformed), ...seen])(
  "withBootstrap keeps the tables on %s",
  (_, text) => {
    expect(withBootstrap(tables, { dns: parsed(text) }).tables).toBe(tables);
  },
);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const published = [
  ...bootstrapNames.map((name) => [name, JSON.stringify(builtIn(name))] as const),
  ...[
    "dns-2024-11-20",
    "dns-2026-02-13",
    "dns-2026-03-23",
    "asn-2024-04-10",
    "asn-2026-03-14",
    "object-tags-2023-07-05",
  ].flatMap((name) => {
    const text = sharedText(`rdap-bootstrap/older/${name}.json`);
    return text === undefined ? [] : [[name, text] as const];
  }),
];

test.each(published)("withBootstrap takes %s as IANA published it", (file, text) => {
  const name = bootstrapNames.find((known) => file.startsWith(known)) ?? "dns";
  expect(withBootstrap(tables, { [name]: parsed(text) })).toMatchObject({
    taken: [name],
    problems: [],
  });
});
