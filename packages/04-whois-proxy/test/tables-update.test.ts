/** The files that `tables update` fetches from an IANA of our own. */

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RdapReply } from "test-harness";
import { expect, test } from "vitest";
import { loadTables } from "../src/tables/load-tables.ts";
import { TableStore } from "../src/tables/update/table-store.ts";
import { writeWhole } from "../src/tables/update/write-file.ts";
import { bootstrapText, localIana, rootZonesText, tempFolder } from "./support/local-iana.ts";
import { dnsWith, startUpdate, update } from "./support/start-update.ts";

const filesIn = async (dir: string): Promise<string[]> => (await readdir(dir)).toSorted();

test("updateTables puts the five files in the folder, and takes no more than is there", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  const dir = join(folder.path, "made", "here");
  const { ok, lines } = await update(iana, dir);
  expect(ok).toBe(true);
  expect(lines).toEqual([
    "rdap-dns: 1199 entries of 2026-12-24: the same as before",
    "rdap-ipv4: 221 entries of 2026-12-24: the same as before",
    "rdap-ipv6: 34 entries of 2026-12-24: the same as before",
    "rdap-asn: 159 entries of 2026-12-24: the same as before",
    "rdap-object-tags: 7 entries of 2026-12-24: the same as before",
  ]);
  expect(await filesIn(dir)).toEqual([
    "rdap-asn.json",
    "rdap-dns.json",
    "rdap-ipv4.json",
    "rdap-ipv6.json",
    "rdap-object-tags.json",
    "update-state.json",
  ]);
  const { tables, problems, checked } = await loadTables(dir);
  expect(problems).toEqual([]);
  expect(tables.zoneOf("example.com")?.rdapFrom).toBe("IANA RDAP bootstrap of 2026-12-24");
  expect(checked["rdap-dns"]).toBe("2026-12-25");
  expect(iana.whois.asked).toEqual([]);
});

test("updateTables asks with the ETag of what it has, and with none when that is not there", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  await update(iana, folder.path);
  expect(iana.asked().map(([, etag]) => etag)).toEqual(Array.from({ length: 6 }, () => undefined));

  const again = await update(iana, folder.path, { today: "2026-12-26" });
  expect(again).toEqual({
    ok: true,
    lines: ["dns", "ipv4", "ipv6", "asn", "object-tags"].map(
      (name) => `rdap-${name}: of 2026-12-24: nothing newer`,
    ),
  });
  const etags = iana.asked().slice(6, 11);
  expect(etags.map(([, etag]) => etag)).toEqual(etags.map(() => expect.any(String)));
  expect((await loadTables(folder.path)).checked["rdap-asn"]).toBe("2026-12-26");

  // Somebody put another file in its place: what the server said is not about that one.
  await writeFile(
    join(folder.path, "rdap-asn.json"),
    '{"source":"me","date":"2026-01-01","servers":{"https://rdap.example/":"1-2"}}',
  );
  await update(iana, folder.path);
  const third = iana.asked().slice(12, 17);
  expect(third.filter(([, etag]) => etag === undefined)).toEqual([["asn.json", undefined]]);
});

const short = bootstrapText("dns", [[["com"], ["https://rdap.example/"]]]);

test.each<[string, RdapReply, string]>([
  ["has an error", { status: 500, body: "" }, "Cannot fetch URL: HTTP status 500"],
  ["is cut off", { body: dnsWith("x").slice(0, 5000) }, "Cannot take URL: it is not JSON"],
  [
    "ends too soon",
    { truncateAt: 1000, of: { body: dnsWith("x") } },
    "Cannot fetch URL: other side closed",
  ],
  ["is empty", { body: "" }, "Cannot take URL: it is empty"],
  ["is a web page", { body: "<html>" }, "Cannot take URL: it is not JSON"],
  [
    "is malformed",
    { body: bootstrapText("dns", [[["com"], ["http://example.org/%%"]]]) },
    'Cannot take URL: services.0.1.0: "http://example.org/%%" is no base URL',
  ],
  ["shrank", { body: short }, "Cannot take URL: it has 1 entries where there were 1199"],
  [
    "is too large",
    { body: " ".repeat(200_001) },
    "Cannot fetch URL: the file is larger than 200000 bytes",
  ],
])("updateTables refuses a file that %s, and keeps the old one", async (_, fault, reason) => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.faults.set("dns.json", fault);
  const { ok, lines } = await update(iana, folder.path);
  expect(ok).toBe(false);
  expect(lines[0]).toBe(
    `rdap-dns: ${reason.replace("URL", `"${iana.base}dns.json"`)}; that of 2026-07-14 stays`,
  );
  expect(await filesIn(folder.path)).not.toContain("rdap-dns.json");
  expect(await filesIn(folder.path)).toContain("rdap-asn.json");
});

test("updateTables gives up on a slow server, and goes on with the next file", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.faults.set("dns.json", "hang");
  const { clock, ended } = startUpdate(iana, folder.path);
  await clock.waitForTimer(20_000);
  await iana.http.waitForAsked();
  await clock.advance(20_000);
  const { ok, lines } = await ended;
  expect(ok).toBe(false);
  expect(lines[0]).toContain("Timed out after 20000 ms; that of 2026-07-14 stays");
  expect(lines[1]).toBe("rdap-ipv4: 221 entries of 2026-12-24: the same as before");
});

test.each([
  ["has no version", "AAA\nBBB\n", "its first line gives no version"],
  [
    "shrank",
    rootZonesText().split("\n").slice(0, 500).join("\n"),
    "it has 499 entries where there",
  ],
  ["has no zones", "# Version 2026122400, Last Updated\nA.B\n", '"a.b" is no top-level zone'],
])("updateTables refuses a root zone list that %s", async (_, text, reason) => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.files.set("tlds-alpha-by-domain.txt", text);
  const { ok, lines } = await update(iana, folder.path);
  expect(ok).toBe(false);
  expect(lines.at(-1)).toContain(`tlds-alpha-by-domain.txt": ${reason}`);
  expect(await filesIn(folder.path)).not.toContain("root-zones.json");
});

test("updateTables interrupted while it fetches leaves the files that are complete", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.faults.set("ipv6.json", "hang");
  const { ended, interrupt } = startUpdate(iana, folder.path);
  await iana.http.waitForAsked(3);
  interrupt();
  expect(await ended).toMatchObject({ ok: false });
  expect(await filesIn(folder.path)).toEqual([
    "rdap-dns.json",
    "rdap-ipv4.json",
    "update-state.json",
  ]);
  expect((await loadTables(folder.path)).problems).toEqual([]);
});

test("updateTables says when it cannot write, and leaves nothing half done", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  const file = join(folder.path, "file");
  await writeFile(file, "");
  await expect(update(iana, file)).rejects.toThrow(`Cannot make the folder "${file}"`);
  expect(await readFile(file, "utf8")).toBe("");
});

test("updateTables starts anew from a broken state or table, which it names", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  await update(iana, folder.path);
  await writeFile(join(folder.path, "update-state.json"), "{");
  await writeFile(join(folder.path, "rdap-dns.json"), "{");
  const { ok, lines } = await update(iana, folder.path);
  expect(ok).toBe(true);
  expect(lines[0]).toContain('rdap-dns.json": it is not JSON; the built-in table is used');
  expect((await loadTables(folder.path)).problems).toEqual([]);
});

test("writeWhole leaves the old file, and nothing beside it, when it cannot write", async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, "table.json");
  await writeWhole(path, "old");
  await writeWhole(path, "new");
  expect(await readFile(path, "utf8")).toBe("new");
  await mkdir(join(folder.path, "taken.json"));
  await expect(writeWhole(join(folder.path, "taken.json"), "x")).rejects.toThrow(/EISDIR/);
  expect(await filesIn(folder.path)).toEqual(["table.json", "taken.json"]);
});

test("writeWhole is never seen half done by somebody who reads meanwhile", async () => {
  await using folder = await tempFolder();
  const path = join(folder.path, "table.json");
  const texts = ["a".repeat(1_000_000), "b".repeat(1_000_000)];
  await writeWhole(path, texts[0] ?? "");
  const seen = new Set<string>();
  for (let count = 0; count < 20; count += 1) {
    const writing = writeWhole(path, texts[count % 2] ?? "");
    for (let look = 0; look < 3; look += 1) seen.add(await readFile(path, "utf8"));
    await writing;
  }
  expect([...seen].filter((text) => !texts.includes(text))).toEqual([]);
});

test.for(["", "/", "/../tables"])(
  "TableStore writes neither without a folder nor into the built-in one: tables%s",
  async (end) => {
    // Opening writes nothing yet, whoever lets it through.
    const builtIn = `${join(import.meta.dirname, "../tables")}${end}`;
    await expect(TableStore.open(builtIn)).rejects.toThrow(
      /^Cannot update the tables in ".+built-in/,
    );
    await expect(TableStore.open("")).rejects.toThrow(/^Cannot make the folder ""/);
  },
);
