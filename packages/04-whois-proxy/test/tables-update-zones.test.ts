/** The zones that `tables update` asks an IANA of our own about. */

import { expect, test } from "vitest";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { loadTables } from "../src/tables/load-tables.ts";
import { topLevelZones } from "../src/tables/top-level-zones.ts";
import { readState, writeState } from "../src/tables/update/update-state.ts";
import {
  bootstrapText,
  builtInServices,
  localIana,
  rootZonesText,
  tempFolder,
  zoneReply,
} from "./support/local-iana.ts";
import { dnsWith, startUpdate, update } from "./support/start-update.ts";

const builtIn = loadBuiltInTables();

test("updateTables asks IANA's WHOIS about a zone that is new, that changed, and that went", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  const services = builtInServices("dns").filter(([entries]) => !entries.includes("kg"));
  iana.files.set(
    "dns.json",
    bootstrapText("dns", [
      ...services.map(
        ([entries, urls]) =>
          [entries, entries.includes("mg") ? ["https://rdap.mg.example/"] : urls] as const,
      ),
      [["brandnew"], ["https://rdap.example/"]],
    ]),
  );
  iana.zones.set("brandnew", zoneReply("brandnew", "whois.nic.brandnew"));
  iana.zones.set("mg", zoneReply("mg"));
  iana.zones.set("kg", zoneReply("kg", "whois.new.kg"));
  const { clock, ended, progress } = startUpdate(iana, folder.path);
  await clock.waitForTimer(1000);
  expect(iana.whois.asked).toEqual(["brandnew"]);
  await clock.advance(999);
  expect(iana.whois.asked).toHaveLength(1);
  await clock.advance(1);
  await iana.whois.waitForAsked(2);
  await clock.waitForTimer(1000);
  await clock.advance(1000);
  const { ok, lines } = await ended;
  expect(lines.slice(5)).toEqual([
    `asked "${iana.whois.hostPort}" about 3 of 3 zones`,
    "whois-zones: 874 entries of 2026-08-01: 1 added (brandnew), 1 removed (mg), 1 changed (kg)",
  ]);
  expect(lines[0]).toBe(
    "rdap-dns: 1199 entries of 2026-12-24: 1 added (brandnew), 1 removed (kg), 1 changed (mg)",
  );
  expect(ok).toBe(true);
  expect(iana.whois.asked).toEqual(["brandnew", "kg", "mg"]);
  expect(progress).toEqual(["0/3", "1/3", "2/3", "3/3"]);
  const { tables } = await loadTables(folder.path);
  expect(tables.zoneOf("example.brandnew")?.whois).toBe("whois.nic.brandnew");
  expect(tables.zoneOf("example.kg")?.whois).toBe("whois.new.kg");
  expect(tables.zoneOf("example.mg")).not.toHaveProperty("whois");
});

test("updateTables learns of zones from the list of the root zone, and of those that went", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.files.set("tlds-alpha-by-domain.txt", rootZonesText(["quiet"], ["nu"]));
  iana.zones.set("quiet", zoneReply("quiet"));
  const { clock, ended } = startUpdate(iana, folder.path);
  await clock.waitForTimer(1000);
  await clock.advance(1000);
  const { ok } = await ended;
  expect(ok).toBe(true);
  expect(iana.whois.asked).toEqual(["nu", "quiet"]);
  const { tables } = await loadTables(folder.path);
  expect(tables.data.silentZones.zones).toContain("quiet");
  expect(tables.zoneOf("example.nu")).toBeUndefined();
  expect(tables.data.rootZones?.date).toBe("2026-12-24");
});

test("updateTables keeps the server of a zone whose reply is cut off or about another, or that IANA lists", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  const zones = ["brandnew", "cutoff", "other"];
  iana.files.set(
    "dns.json",
    bootstrapText("dns", [...builtInServices("dns"), [zones, ["https://rdap.example/"]]]),
  );
  iana.zones.set("cutoff", zoneReply("cutoff").slice(0, 300));
  iana.zones.set("other", zoneReply("com", "whois.verisign-grs.com"));
  const { clock, ended } = startUpdate(iana, folder.path);
  for (const _ of zones.slice(1)) {
    await clock.waitForTimer(1000);
    await clock.advance(1000);
  }
  const { ok, lines } = await ended;
  expect(ok).toBe(false);
  expect(lines.slice(5)).toEqual([
    `asked "${iana.whois.hostPort}" about 0 of 3 zones`,
    "Cannot tell the server of brandnew: IANA lists it, and its WHOIS does not know it",
    "Cannot tell the server of cutoff: the reply is cut off",
    "Cannot tell the server of other: the reply is not about it",
    "whois-zones: 874 entries of 2026-08-01: the same as before",
  ]);
  expect((await loadTables(folder.path)).pending).toBe(3);
});

test("updateTables waits when it is limited, twice as long each time, and goes on", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.files.set("dns.json", dnsWith("brandnew"));
  iana.zones.set("brandnew", "% Too many requests, please slow down\r\n");
  const { clock, ended } = startUpdate(iana, folder.path);
  await clock.waitForTimer(15_000);
  await clock.advance(15_000);
  await clock.waitForTimer(30_000);
  iana.zones.set("brandnew", zoneReply("brandnew", "whois.nic.brandnew"));
  await clock.advance(29_999);
  expect(iana.whois.asked).toHaveLength(2);
  await clock.advance(1);
  expect((await ended).ok).toBe(true);
  expect(clock.pending).toBe(0);
});

test("updateTables leaves the rest for the next time when it is limited for long, and then goes on with it", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.files.set("dns.json", dnsWith("brandnew"));
  iana.zones.set("brandnew", "% Too many requests, please slow down\r\n");
  const { clock, ended } = startUpdate(iana, folder.path);
  for (const wait of [15_000, 30_000, 60_000, 120_000]) {
    await clock.waitForTimer(wait);
    await clock.advance(wait);
  }
  const { ok, lines } = await ended;
  expect(ok).toBe(false);
  expect(lines).toContain(
    "Cannot ask about 1 zone now: Too many requests, please slow down; the next update does",
  );
  expect(iana.whois.asked).toHaveLength(5);
  iana.zones.set("brandnew", zoneReply("brandnew", "whois.nic.brandnew"));
  expect((await update(iana, folder.path)).ok).toBe(true);
  expect((await loadTables(folder.path)).tables.zoneOf("a.brandnew")?.whois).toBe(
    "whois.nic.brandnew",
  );
});

test("updateTables comes back another day to a server that asks for a long wait", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.files.set("dns.json", dnsWith("brandnew"));
  iana.zones.set("brandnew", "Rate limit exceeded. Try again after: 24h0m0s\r\n");
  const { ok, lines } = await update(iana, folder.path);
  expect(ok).toBe(false);
  expect(lines.join("\n")).toContain("Cannot ask about 1 zone now: ");
  expect(iana.whois.asked).toHaveLength(1);
});

test("updateTables says who does not answer", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  iana.files.set("dns.json", dnsWith("brandnew"));
  iana.zones.set("brandnew", "hang");
  const { clock, ended } = startUpdate(iana, folder.path);
  for (const wait of [15_000, 30_000, 60_000, 120_000, 0]) {
    await clock.waitForTimer(8000);
    await iana.whois.waitForAsked();
    await clock.advance(8000);
    if (wait > 0) {
      await clock.waitForTimer(wait);
      await clock.advance(wait);
    }
  }
  expect((await ended).lines.join("\n")).toMatch(/Cannot ask about 1 zone now: .*8 ?s/);
});

test("updateTables --all asks about every zone, and one that was interrupted goes on where it was", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  const all = ["nu", "com", "fr"];
  for (const zone of topLevelZones(builtIn.data))
    iana.zones.set(zone, zoneReply(zone, builtIn.data.whois.servers.get(zone)));
  iana.zones.set("fr", zoneReply("fr", "whois.elsewhere.fr"));
  const first = startUpdate(iana, folder.path, { all: true });
  for (let asked = 1; asked < 30; asked += 1) {
    await iana.whois.waitForAsked(asked);
    await first.clock.waitForTimer(1000);
    await first.clock.advance(1000);
  }
  await iana.whois.waitForAsked(30);
  await first.clock.waitForTimer(1000);
  first.interrupt();
  const { ok, lines } = await first.ended;
  expect(ok).toBe(false);
  expect(lines.join("\n")).toContain("now: it was interrupted; the next update does");
  const total = Number(first.progress[0]?.split("/")[1]);
  expect(total).toBeGreaterThan(1300);
  const asked = new Set(iana.whois.asked);
  expect(all.filter((zone) => asked.has(zone))).toEqual([]);

  // What is pending and new is no matter of the round; the round waits for the next --all.
  expect((await update(iana, folder.path)).ok).toBe(true);
  const before = iana.whois.asked.length;
  const second = startUpdate(iana, folder.path, { all: true });
  await second.clock.waitForTimer(1000);
  expect(iana.whois.asked.slice(before).filter((zone) => asked.has(zone))).toEqual([]);
  expect(second.progress[0]).toBe(`0/${total - [...first.progress].length + 1}`);
  second.interrupt();
  await second.ended;
});

test("updateTables --all dates the tables by the day on which it began, once it is through", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  const zones = [...topLevelZones(builtIn.data)];
  for (const zone of zones)
    iana.zones.set(zone, zoneReply(zone, builtIn.data.whois.servers.get(zone)));
  // All but two have been asked about before today.
  const round = { started: "2026-12-20", left: ["nu", "se"] };
  await writeState(folder.path, { files: {}, pending: [], round });
  const { clock, ended } = startUpdate(iana, folder.path, { all: true });
  await clock.waitForTimer(1000);
  await clock.advance(1000);
  expect((await ended).ok).toBe(true);
  expect(iana.whois.asked).toEqual(["nu", "se"]);
  const { tables } = await loadTables(folder.path);
  expect(tables.data.whois.date).toBe("2026-12-20");
  expect(tables.zoneOf("example.se")?.whoisFrom).toBe("IANA root zone database of 2026-12-20");
  expect((await readState(folder.path)).round).toBeUndefined();
});

test("updateTables refuses answers that would take most servers away", async () => {
  await using iana = await localIana();
  await using folder = await tempFolder();
  const { servers } = builtIn.data.whois;
  // Nobody has a WHOIS server any more, says IANA. Answers are looked at 25 at a time.
  for (const zone of topLevelZones(builtIn.data)) iana.zones.set(zone, zoneReply(zone));
  const { clock, ended } = startUpdate(iana, folder.path, { all: true });
  let lost = 0;
  const asked = [...topLevelZones(builtIn.data)].findIndex((zone, index) => {
    if (servers.has(zone)) lost += 1;
    return (index + 1) % 25 === 0 && lost > servers.size * 0.3;
  });
  for (let count = 0; count < asked; count += 1) {
    await clock.waitForTimer(1000);
    await clock.advance(1000);
  }
  const { ok, lines } = await ended;
  expect(ok).toBe(false);
  expect(lines.join("\n")).toMatch(
    /Cannot take "whois-zones": it has 6\d\d entries where there were 874; what was known before stays/,
  );
  expect(lines.at(-1)).toBe("whois-zones: 874 entries of 2026-08-01: the same as before");
  const { tables } = await loadTables(folder.path);
  expect(tables.data.whois.servers).toEqual(servers);
  expect(tables.data.silentZones.zones).toEqual(builtIn.data.silentZones.zones);
});
