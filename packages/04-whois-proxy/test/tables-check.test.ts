/** `tables show` and `tables check`, and the progress of `tables update`: what they say, without a process. */

import { expect, test } from "vitest";
import { Progress } from "../src/commands/progress.ts";
import { showTables } from "../src/commands/tables-show.ts";
import { ageText, daysSince } from "../src/tables/age.ts";
import { buildTables } from "../src/tables/build-tables.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { checkTables } from "../src/tables/check/check-tables.ts";
import { findingLine } from "../src/tables/check/finding.ts";
import type { TableData } from "../src/tables/table-data.ts";
import { topLevelZones } from "../src/tables/top-level-zones.ts";

const builtIn = loadBuiltInTables();
const { data } = builtIn;
const { whois, bootstrap } = data;
const TODAY = "2026-08-01";

/** What is found besides what is found in the built-in tables of that day. */
function found(changes: Partial<TableData>, more: { today?: string; pending?: number } = {}) {
  const { today = TODAY, pending = 0 } = more;
  const linesOf = (tables: typeof builtIn, open: number) =>
    checkTables({ tables, checked: {}, pending: open }, builtIn, today).map(findingLine);
  const usual = new Set(linesOf(builtIn, 0));
  return linesOf(buildTables({ ...data, ...changes }), pending).filter((line) => !usual.has(line));
}

const withWhois = (zone: string, host: string) => ({
  whois: { ...whois, servers: new Map([...whois.servers, [zone, host]]) },
});

const withDns = (entries: string[], urls: string[]) => ({
  bootstrap: {
    ...bootstrap,
    dns: { ...bootstrap.dns, services: [...bootstrap.dns.services, { entries, urls }] },
  },
});

test("checkTables finds no error in the built-in tables", () => {
  const findings = checkTables({ tables: builtIn, checked: {}, pending: 0 }, builtIn, TODAY);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(findings.map(findingLine)).toContain(
    'warning: whois-zones: the server of "sx" is whois.sx: it has no address',
  );
});

test.each<[string, Partial<TableData>, string]>([
  [
    "a WHOIS host in other hands",
    withWhois("mobi", "whois.dotmobiregistry.net"),
    'error: whois-zones: the server of "mobi" is whois.dotmobiregistry.net: its name lapsed and is in other hands; nobody asks it',
  ],
  [
    "a WHOIS host that is dead",
    withWhois("app", "whois.nic.app"),
    'warning: whois-zones: the server of "app" is whois.nic.app: it has no address',
  ],
  [
    "a WHOIS host that moved",
    withWhois("si", "whois.arnes.si"),
    'warning: whois-zones: the server of "si" is whois.arnes.si, which goes by whois.register.si now',
  ],
  [
    "two servers of one zone",
    withWhois("uk.com", "whois.elsewhere.example"),
    'error: whois-second-level: "uk.com" has whois.centralnic.net here and whois.elsewhere.example in whois-zones',
  ],
  [
    "a silent zone with a WHOIS server",
    withWhois("mil", "whois.nic.example"),
    'warning: silent-zones: "mil" is said to answer nobody, and has whois.nic.example',
  ],
  [
    "a silent zone with RDAP",
    withDns(["mil"], ["https://rdap.example/"]),
    'warning: silent-zones: "mil" is said to answer nobody, and has an RDAP server',
  ],
  [
    "an unlisted server that IANA lists",
    withDns(["de"], ["https://rdap.example/"]),
    'warning: rdap-unlisted: "de" is listed by IANA now, whose entry is used',
  ],
  [
    "http where there is https",
    withDns(["plain"], ["http://rdap.nominet.uk/plain/"]),
    "warning: rdap-dns: plain is asked in the clear, at http://rdap.nominet.uk/plain/, though rdap.nominet.uk has https for others",
  ],
  [
    "a zone of the root zone that no table knows",
    {
      rootZones: { source: "IANA", date: TODAY, zones: [...topLevelZones(data), "brandnew"] },
    },
    'error: whois-zones: "brandnew" is in the root zone, and no table has a server or a reason',
  ],
  [
    "a zone that is no longer in the root zone",
    {
      rootZones: {
        source: "IANA",
        date: TODAY,
        zones: [...topLevelZones(data)].filter((zone) => zone !== "nu"),
      },
    },
    'warning: whois-zones: "nu" is no longer in the root zone',
  ],
  [
    "blocks of two registries that overlap",
    {
      delegations: data.delegations.map((table, index) =>
        index === 0
          ? table
          : { ...table, blocks: new Map([...table.blocks, ["2a00::/13", "ARIN"]]) },
      ),
    },
    "error: delegations-ipv6: 2a00::/13 (ARIN) overlaps with 2a00::/12 (RIPE NCC)",
  ],
  [
    "a block that two tables give to different registries",
    {
      delegations: data.delegations.map((table) => ({
        ...table,
        blocks: new Map(
          [...table.blocks].map(([block, owner]) => [
            block,
            block === "3.0.0.0/8" ? "APNIC" : owner,
          ]),
        ),
      })),
    },
    "warning: delegations-ipv4: 3.0.0.0/8 is APNIC's here and ARIN's in rdap-ipv4",
  ],
  [
    "an RDAP server of numbers that is nobody's",
    {
      bootstrap: {
        ...bootstrap,
        asn: {
          ...bootstrap.asn,
          services: [{ entries: ["1"], urls: ["https://rdap.example/"] }],
        },
      },
    },
    "warning: rdap-asn: whose server rdap.example is, no table knows",
  ],
  [
    "a table older than the built-in one",
    { silentZones: { ...data.silentZones, date: "2025-01-01" } },
    "warning: silent-zones: it is of 2025-01-01, and the built-in one of 2025-10-15 is newer",
  ],
])("checkTables finds %s", (_, changes, line) => {
  expect(found(changes)).toEqual([line]);
});

test("checkTables names zones that have not been asked about", () => {
  expect(found({}, { pending: 3 })).toEqual([
    "warning: whois-zones: IANA has yet to be asked about 3 zones",
  ]);
});

const tooOld = (checked: object, today: string) =>
  checkTables({ tables: builtIn, checked, pending: 0 }, builtIn, today)
    .map(findingLine)
    .filter((line) => line.includes("too old"));

test("checkTables finds a table too old by its day, unless it was checked since", () => {
  expect(tooOld({}, "2026-09-12")).toEqual([]);
  expect(tooOld({}, "2026-09-13")).toEqual([
    "warning: rdap-dns: it is of 2026-07-14, 2 months old; more than 60 days is too old",
  ]);
  expect(tooOld({ "rdap-dns": "2026-09-01" }, "2026-09-13")).toEqual([]);
});

test("checkTables puts errors first", () => {
  const tables = buildTables({ ...data, ...withWhois("mobi", "whois.dotmobiregistry.net") });
  const [first] = checkTables({ tables, checked: {}, pending: 0 }, builtIn, "2027-08-01");
  expect(first?.severity).toBe("error");
});

test("showTables aligns what, how many, how old, from where", () => {
  const lines = showTables(
    {
      tables: builtIn,
      files: new Map([["rdap-dns", "/t/rdap-dns.json"]]),
      checked: {},
      pending: 0,
      problems: [],
    },
    TODAY,
  );
  const [head = "", ...rows] = lines;
  expect(rows).toHaveLength(builtIn.describe().length);
  expect(head).toMatch(/^table +entries {2}date +age +from +file$/);
  expect(rows.find((row) => row.startsWith("RDAP dns"))).toMatch(
    /^RDAP dns +1199 {2}2026-07-14 {2}18 days +IANA RDAP bootstrap +\/t\/rdap-dns\.json$/,
  );
  const columns = ["date", "age", "from", "file"].map((title) => head.indexOf(title));
  expect(
    rows.filter((row) => columns.some((at) => row[at - 1] !== " " || row[at] === " ")),
  ).toEqual([]);
});

test("showTables has a column for when a table was checked, where that is known", () => {
  const [head, ...rows] = showTables(
    {
      tables: builtIn,
      files: new Map(),
      checked: { "rdap-asn": "2026-07-31" },
      pending: 0,
      problems: [],
    },
    TODAY,
  );
  expect(head).toContain("  checked ");
  expect(rows.filter((row) => row.includes("2026-07-31"))).toEqual([
    expect.stringContaining("RDAP asn"),
  ]);
});

test.each([
  ["2026-11-22", "today"],
  ["2026-11-21", "1 day"],
  ["2026-09-24", "59 days"],
  ["2026-09-23", "2 months"],
  ["2015-10", "11 years"],
  ["2027-01-01", "today"],
])("ageText says how long ago %s was on 2026-11-22", (date, text) => {
  expect(ageText(daysSince(date, "2026-11-22"))).toBe(text);
});

/** A progress with all that it wrote. */
function progressOf(isTerminal: boolean) {
  const written: string[] = [];
  return {
    written,
    progress: new Progress("zones", { write: (text) => written.push(text), isTerminal }),
  };
}

test("Progress draws one line over and over on a terminal, and ends it", () => {
  const { written, progress } = progressOf(true);
  progress.update(0, 3);
  progress.update(3, 3);
  progress.end();
  progress.end();
  expect(written).toEqual([
    `\r[${" ".repeat(30)}] 0/3 zones\u001B[K`,
    `\r[${"#".repeat(30)}] 3/3 zones\u001B[K`,
    "\n",
  ]);
});

test("Progress writes a line for each tenth elsewhere", () => {
  const { written, progress } = progressOf(false);
  for (let done = 0; done <= 1000; done += 1) progress.update(done, 1000);
  progress.end();
  expect(written).toHaveLength(10);
  expect(written.slice(0, 2)).toEqual(["100/1000 zones\n", "200/1000 zones\n"]);
  expect(written.at(-1)).toBe("1000/1000 zones\n");
});
