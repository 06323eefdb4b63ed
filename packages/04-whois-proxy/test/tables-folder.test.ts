/** `[tables] dir`: what is there is used in place of the built-in tables, also when it changes. */

import { mkdir, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fakeRdap, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { checkTableFile } from "../src/tables/check-file.ts";
import { currentTables } from "../src/tables/current.ts";
import { loadTables } from "../src/tables/load-tables.ts";
import { type TableName, tableNames } from "../src/tables/table-files.ts";
import { TableFolder } from "../src/tables/table-folder.ts";
import { bootstrapText, builtInServices, tempFolder } from "./support/local-iana.ts";
import { tableText } from "./tables-facts.ts";

const table = (rest: object) => JSON.stringify({ source: "me", date: "2026-12-24", ...rest });

const rdapDns = (zone: string, date = "2026-12-24") =>
  table({ date, servers: { [`https://rdap.${zone}.example/`]: zone } });

test("loadTables takes a file of the folder in place of the built-in table, and no other", async () => {
  await using folder = await tempFolder();
  await writeFile(join(folder.path, "rdap-dns.json"), rdapDns("mine"));
  const { tables, files, problems } = await loadTables(folder.path);
  expect(problems).toEqual([]);
  expect(tables.zoneOf("example.mine")?.rdap).toEqual(["https://rdap.mine.example/"]);
  expect(tables.zoneOf("example.mine")?.rdapFrom).toBe("me of 2026-12-24");
  expect(tables.zoneOf("example.com")).toMatchObject({ rdap: [], whois: "whois.verisign-grs.com" });
  expect([...files]).toEqual([["rdap-dns", join(folder.path, "rdap-dns.json")]]);
});

test.each<[string, TableName, string, string]>([
  ["that is empty", "rdap-dns", "", "it is empty"],
  ["that is cut off", "rdap-dns", rdapDns("mine").slice(0, 60), "it is not JSON"],
  ["of another shape", "rdap-dns", "[]", "Invalid input: expected object, received array"],
  [
    "without a date",
    "whois-zones",
    JSON.stringify({ source: "me", servers: { "whois.example": "com" } }),
    "date: Invalid input: expected string, received undefined",
  ],
  ["without zones", "whois-zones", table({ servers: {} }), "servers: it is empty"],
  [
    "with a zone that is none",
    "whois-zones",
    table({ servers: { "whois.example": "com a..b" } }),
    'servers.whois.example: "a..b" is no zone',
  ],
  [
    "with a server that is none",
    "whois-zones",
    table({ servers: { "whois example": "com" } }),
    'servers."whois example": "whois example" is no server',
  ],
  [
    "with a zone twice",
    "whois-zones",
    table({ servers: { "a.example": "com", "b.example": "net com" } }),
    'servers: "com" is there twice',
  ],
  [
    "with ranges that overlap",
    "rdap-asn",
    table({ servers: { "https://rdap.example/": "1-9 9-12" } }),
    "servers: 1-9 and 9-12 overlap",
  ],
  [
    "with a special range that overlaps",
    "special-autnums",
    JSON.stringify({
      registries: [
        { source: "me", date: "2026-01", entries: { "1-9": { name: "a" }, "9": { name: "b" } } },
      ],
    }),
    "1-9 and 9 overlap",
  ],
])("loadTables names a file %s, and uses the built-in table", async (_, name, text, reason) => {
  await using folder = await tempFolder();
  const path = join(folder.path, `${name}.json`);
  await writeFile(path, text);
  await writeFile(join(folder.path, "rdap-ipv6.json"), tableText("rdap-ipv6"));
  const { tables, problems, files } = await loadTables(folder.path);
  expect(problems).toEqual([
    `Cannot use the table "${path}": ${reason}; the built-in table is used`,
  ]);
  expect([...files.keys()]).toEqual(["rdap-ipv6"]);
  expect(tables.zoneOf("example.uk")?.whois).toBe("whois.nic.uk");
  expect(tables.autnumEntry(1)?.whois).toBe("whois.arin.net");
});

test("loadTables says that there is no such folder, and that a file is none", async () => {
  await using folder = await tempFolder();
  const nowhere = join(folder.path, "nowhere");
  expect((await loadTables(nowhere)).problems).toEqual([
    `Cannot read the tables in "${nowhere}": there is none`,
  ]);
  await mkdir(join(folder.path, "rdap-asn.json"));
  expect((await loadTables(folder.path)).problems[0]).toContain("it is a folder; the built-in");
});

test.each(tableNames.filter((name) => name !== "root-zones"))(
  "checkTableFile finds nothing wrong with the built-in %s, and something with it cut off",
  (name) => {
    const text = tableText(name);
    expect(checkTableFile(name, text)).toBeUndefined();
    expect(checkTableFile(name, text.slice(0, -3))).toBe("it is not JSON");
    expect(checkTableFile(name, "{}")).toEqual(expect.any(String));
  },
);

test("TableFolder names what is wrong once, keeps what was good, and names it anew when it is wrong again", async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, "rdap-dns.json");
  const tables = new TableFolder(folder.path);
  await writeFile(path, rdapDns("first"));
  expect(await tables.read()).toEqual({ changed: ["rdap-dns"], problems: [] });
  expect(await tables.read()).toEqual({ changed: [], problems: [] });
  await writeFile(path, "{");
  expect(await tables.read()).toEqual({
    changed: [],
    problems: [`Cannot use the table "${path}": it is not JSON; what it said before is used`],
  });
  expect(await tables.read()).toEqual({ changed: [], problems: [] });
  expect(tables.texts.get("rdap-dns")).toBe(rdapDns("first"));
  await writeFile(path, rdapDns("second"));
  expect(await tables.read()).toEqual({ changed: ["rdap-dns"], problems: [] });
  await writeFile(path, "{");
  expect((await tables.read()).problems).toHaveLength(1);
  await rm(path);
  expect(await tables.read()).toEqual({ changed: ["rdap-dns"], problems: [] });
  expect(tables.texts.size).toBe(0);
});

/** The tables of a running proxy, whose log can be waited for. */
async function running(dir: string, base = "http://127.0.0.1:1/", refresh = 0) {
  const clock = new VirtualClock();
  const lines: string[] = [];
  let logged = Promise.withResolvers<void>();
  const say = (line: string): void => {
    lines.push(line);
    logged.resolve();
  };
  const tables = await currentTables(
    { dir, rdap_bootstrap: base, refresh },
    { clock, log: { info: say, warn: say } },
  );
  /** Lets a change be noticed, until so many lines have been logged. */
  async function noticed(count: number): Promise<void> {
    await clock.waitForTimer(200);
    logged = Promise.withResolvers();
    await clock.advance(200);
    if (lines.length < count) await logged.promise;
  }
  return {
    clock,
    lines,
    noticed,
    get: tables.get,
    [Symbol.asyncDispose]: () => tables[Symbol.asyncDispose](),
  };
}

test("currentTables takes a file that is put into the folder, changed and taken away", async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, "rdap-dns.json");
  await using proxy = await running(folder.path);
  await proxy.clock.waitForTimer(60_000);
  await writeFile(`${path}.new`, rdapDns("first"));
  await rename(`${path}.new`, path);
  await proxy.noticed(1);
  expect(proxy.get().zoneOf("a.first")?.rdap).toHaveLength(1);
  await proxy.clock.waitForTimer(60_000);
  await writeFile(path, rdapDns("second"));
  await proxy.noticed(2);
  expect(proxy.get().zoneOf("a.first")).toBeUndefined();
  expect(proxy.get().zoneOf("a.second")?.rdap).toHaveLength(1);
  await proxy.clock.waitForTimer(60_000);
  await rm(path);
  await proxy.noticed(3);
  expect(proxy.get().zoneOf("a.com")?.rdap).toHaveLength(1);
  expect(proxy.lines).toEqual(
    Array.from({ length: 3 }, () => `Took changed tables from "${folder.path}": rdap-dns`),
  );
});

test("currentTables says nothing of a file that was touched and is the same", async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, "rdap-dns.json");
  await writeFile(path, rdapDns("first"));
  await using proxy = await running(folder.path);
  await proxy.clock.waitForTimer(60_000);
  const before = proxy.get();
  await utimes(path, 1, 1);
  await proxy.clock.waitForTimer(200);
  await proxy.clock.advance(200);
  await proxy.clock.waitForTimer(60_000);
  expect(proxy.get()).toBe(before);
  expect(proxy.lines).toEqual([]);
});

test("currentTables names a broken file once, and goes on with what is in force", async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, "rdap-dns.json");
  await writeFile(path, rdapDns("first"));
  await using proxy = await running(folder.path);
  await proxy.clock.waitForTimer(60_000);
  await writeFile(path, "{");
  await proxy.noticed(1);
  // Nobody gave notice; it looks again all the same.
  await proxy.clock.waitForTimer(60_000);
  await proxy.clock.advance(60_200);
  await proxy.clock.waitForTimer(60_000);
  expect(proxy.lines).toEqual([
    `Cannot use the table "${path}": it is not JSON; what it said before is used`,
  ]);
  expect(proxy.get().zoneOf("a.first")?.rdap).toHaveLength(1);
});

test("currentTables finds a folder that is made later", async () => {
  await using folder = await tempFolder();
  const dir = join(folder.path, "later");
  await using proxy = await running(dir);
  expect(proxy.lines).toEqual([`Cannot read the tables in "${dir}": there is none`]);
  await proxy.clock.waitForTimer(60_000);
  await mkdir(dir);
  await writeFile(join(dir, "rdap-dns.json"), rdapDns("first"));
  await proxy.clock.advance(60_000);
  await proxy.noticed(2);
  expect(proxy.get().zoneOf("a.first")?.rdap).toHaveLength(1);
});

test("currentTables keeps what it refreshed when another table of the folder changes", async () => {
  await using folder = await tempFolder();
  await using registry = await fakeRdap({
    "/dns.json": {
      body: bootstrapText("dns", [
        ...builtInServices("dns"),
        [["fetched"], ["https://a.example/"]],
      ]),
    },
  });
  await using proxy = await running(folder.path, registry.url, 86_400_000);
  // The other four files are not there, which is one line.
  await proxy.clock.waitForTimer(600_000);
  expect(proxy.get().zoneOf("a.fetched")?.rdap).toHaveLength(1);
  await writeFile(join(folder.path, "silent-zones.json"), table({ zones: "quiet" }));
  await proxy.noticed(2);
  expect(proxy.get().zoneOf("a.quiet")?.zone).toBe("quiet");
  expect(proxy.get().zoneOf("a.fetched")?.rdap).toHaveLength(1);
  // Whoever speaks last of a table is believed.
  await proxy.clock.waitForTimer(60_000);
  await writeFile(join(folder.path, "rdap-dns.json"), rdapDns("first"));
  await proxy.noticed(3);
  expect(proxy.get().zoneOf("a.fetched")).toBeUndefined();
  expect(proxy.get().zoneOf("a.first")?.rdap).toHaveLength(1);
});

test("currentTables keeps a changed table of the folder when others are refreshed after that", async () => {
  await using folder = await tempFolder();
  let zone = "fetched";
  await using registry = await fakeRdap((path) =>
    path === "/dns.json"
      ? {
          body: bootstrapText("dns", [...builtInServices("dns"), [[zone], ["https://a.example/"]]]),
        }
      : { status: 404, body: "" },
  );
  await using proxy = await running(folder.path, registry.url, 86_400_000);
  await proxy.clock.waitForTimer(600_000);
  await writeFile(join(folder.path, "silent-zones.json"), table({ zones: "quiet" }));
  await proxy.noticed(2);
  zone = "refetched";
  await proxy.clock.advance(600_000 - 200);
  await registry.waitForAsked(10);
  await proxy.clock.waitForTimer(600_000);
  expect(proxy.get().zoneOf("a.refetched")?.rdap).toHaveLength(1);
  expect(proxy.get().zoneOf("a.quiet")?.zone).toBe("quiet");
});

test("currentTables leaves no timer and no watch behind", async () => {
  await using folder = await tempFolder();
  const proxy = await running(folder.path);
  await proxy.clock.waitForTimer(60_000);
  await proxy[Symbol.asyncDispose]();
  expect(proxy.clock.pending).toBe(0);
});
