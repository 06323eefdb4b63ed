import { createTask } from "01-background-tasks";
import { fakeRdap, type RdapReply, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { currentTables } from "../src/tables/current.ts";
import { httpFetchFile } from "../src/tables/fetch-file.ts";
import { type RefreshReport, TableRefresher } from "../src/tables/refresh.ts";
import type { Tables } from "../src/tables/tables.ts";
import { bootstrapFile } from "./tables-facts.ts";

const builtIn = loadBuiltInTables();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const paths = ["/dns.json", "/ipv4.json", "/ipv6.json", "/asn.json", "/object-tags.json"];

/** The built-in registry of that path as IANA would publish it, of another day. */
function published(path: string, day = "2026-12-24"): string {
  const name = (["dns", "ipv4", "ipv6", "asn", "object-tags"] as const).find(
    (known) => path === `/${known}.json`,
  );
  if (name === undefined) throw new Error(`Nobody publishes "${path}"`);
  const services = builtIn.data.bootstrap[name].services.map(({ entries, urls }) =>
    name === "object-tags" ? [["a@example"], entries, urls] : [entries, urls],
  );
  return JSON.stringify(bootstrapFile(services, `${day}T00:00:00Z`));
}

/** An IANA that publishes; `faults` has other replies for single paths. */
const iana = (faults: Readonly<Record<string, RdapReply>> = {}) =>
  fakeRdap((path) => faults[path] ?? { body: published(path), contentType: "application/json" });

/** A refresher with everything it reports. */
function refresherOf(base: string, clock = new VirtualClock(), refresh = DAY) {
  const reports: RefreshReport[] = [];
  const taken: Tables[] = [];
  const refresher = new TableRefresher({
    tables: builtIn,
    base,
    refresh,
    clock,
    fetchFile: httpFetchFile({ clock, timeout: 15_000, maxBytes: 100_000 }),
    onTables: (tables) => taken.push(tables),
    onReport: (report) => reports.push(report),
  });
  return { refresher, clock, reports, taken };
}

const never = new AbortController().signal;

test("TableRefresher fetches the five files and puts them in force at once, without a word", async () => {
  await using registry = await iana();
  const { refresher, clock, reports, taken } = refresherOf(registry.url);
  expect(await refresher.refresh(never)).toBe(true);
  expect([...registry.asked].toSorted()).toEqual([...paths].toSorted());
  expect(taken).toHaveLength(1);
  expect(taken[0]?.zoneOf("example.com")?.rdapFrom).toBe("IANA RDAP bootstrap of 2026-12-24");
  expect(taken[0]?.handleEntry("X-ARIN")?.rdapFrom).toBe("IANA RDAP bootstrap of 2026-12-24");
  expect(reports).toEqual([]);
  expect(clock.pending).toBe(0);
});

test("TableRefresher asks with what it was told of the last copy, and is content with 304", async () => {
  await using registry = await fakeRdap((path) => {
    const asked = registry.requests.findLast((request) => request.path === path);
    if (asked?.headers["if-none-match"] === '"v1"') return { status: 304 };
    return {
      body: published(path),
      headers: { etag: '"v1"', "last-modified": "Thu, 24 Dec 2026 00:00:00 GMT" },
    };
  });
  const { refresher, reports, taken } = refresherOf(registry.url);
  expect(await refresher.refresh(never)).toBe(true);
  expect(registry.requests.map(({ headers }) => headers["if-none-match"])).toEqual(
    paths.map(() => undefined),
  );
  expect(await refresher.refresh(never)).toBe(true);
  const second = registry.requests.slice(5).map(({ headers }) => headers);
  expect(second.map((headers) => headers["if-none-match"])).toEqual(paths.map(() => '"v1"'));
  expect(second.map((headers) => headers["if-modified-since"])).toEqual(
    paths.map(() => "Thu, 24 Dec 2026 00:00:00 GMT"),
  );
  expect(taken).toHaveLength(1);
  expect(reports).toEqual([]);
});

test("TableRefresher reports a failure once, not per file or per try, and once that it is over", async () => {
  let up = false;
  await using registry = await fakeRdap((path) =>
    up ? { body: published(path) } : { status: 503, body: "" },
  );
  const { refresher, reports, taken } = refresherOf(registry.url);
  expect(await refresher.refresh(never)).toBe(false);
  expect(await refresher.refresh(never)).toBe(false);
  expect(reports).toEqual([
    {
      ok: false,
      message: `Cannot refresh the tables from "${registry.url}": dns.json: HTTP status 503 (and 4 more); those of 2026-07-14 stay in force`,
    },
  ]);
  expect(taken).toEqual([]);
  up = true;
  expect(await refresher.refresh(never)).toBe(true);
  expect(await refresher.refresh(never)).toBe(true);
  expect(reports.slice(1)).toEqual([
    {
      ok: true,
      message: "The tables are up to date again, with the RDAP bootstrap of 2026-12-24",
    },
  ]);
});

test("TableRefresher says that nobody listens, and keeps what is in force", async () => {
  await using nobody = await fakeRdap("refuse");
  const { refresher, reports, taken } = refresherOf(nobody.url);
  expect(await refresher.refresh(never)).toBe(false);
  expect(reports).toHaveLength(1);
  expect(reports[0]?.message).toContain(`dns.json: connect ECONNREFUSED ${nobody.hostPort}`);
  expect(taken).toEqual([]);
});

const small = JSON.stringify(bootstrapFile([[["com"], ["https://rdap.example/"]]]));

test.each<[string, RdapReply, string]>([
  ["has an error", { status: 500, body: "" }, "HTTP status 500"],
  ["redirects, which is not followed", { redirect: "/ipv4.json" }, "HTTP status 302"],
  ["is not JSON", { body: "<html>" }, "it is not JSON"],
  ["is empty", { body: "" }, "it is not JSON"],
  ["has the wrong shape", { body: "[]" }, "Invalid input: expected object, received array"],
  ["shrank", { body: small }, "it has 1 entries where there were 1199"],
  ["is too large", { body: " ".repeat(100_001) }, "the file is larger than 100000 bytes"],
  ["never ends", { repeat: " ".repeat(10_000) }, "the file is larger than 100000 bytes"],
  ["is reset", "reset", "read ECONNRESET"],
  ["is cut off", { truncateAt: 1000, of: { body: published("/dns.json") } }, "other side closed"],
])("TableRefresher takes the other files when one %s", async (_, fault, reason) => {
  await using registry = await iana({ "/dns.json": fault });
  const { refresher, reports, taken } = refresherOf(registry.url);
  expect(await refresher.refresh(never)).toBe(false);
  expect(reports.map(({ message }) => message)).toEqual([
    `Cannot refresh the tables from "${registry.url}": dns.json: ${reason}; those of 2026-07-14 stay in force`,
  ]);
  expect(taken.map(({ data }) => data.bootstrap.dns.date)).toEqual(["2026-07-14"]);
  expect(taken.map(({ data }) => data.bootstrap.ipv4.date)).toEqual(["2026-12-24"]);
});

test("TableRefresher takes a file of exactly the size limit", async () => {
  const body = published("/dns.json").padEnd(100_000);
  await using registry = await iana({ "/dns.json": { body } });
  const { refresher, reports } = refresherOf(registry.url);
  expect(await refresher.refresh(never)).toBe(true);
  expect(reports).toEqual([]);
});

test("TableRefresher asks for a refused file in full again, whatever its ETag", async () => {
  await using registry = await iana({ "/dns.json": { body: small, headers: { etag: '"bad"' } } });
  const { refresher } = refresherOf(registry.url);
  await refresher.refresh(never);
  await refresher.refresh(never);
  const asked = registry.requests.filter(({ path }) => path === "/dns.json");
  expect(asked.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, undefined]);
});

test("TableRefresher gives up on a server that says nothing within the timeout", async () => {
  await using registry = await iana({ "/asn.json": "hang" });
  const { refresher, clock, reports, taken } = refresherOf(registry.url);
  const refreshed = refresher.refresh(never);
  await registry.waitForAsked(5);
  await clock.advance(14_999);
  expect(reports).toEqual([]);
  await clock.advance(1);
  expect(await refreshed).toBe(false);
  expect(reports[0]?.message).toContain("asn.json: ");
  expect(taken.map(({ data }) => data.bootstrap.asn.date)).toEqual(["2026-06-01"]);
  await registry.waitForIdle();
  expect(clock.pending).toBe(0);
});

test("TableRefresher run asks at the start and then every refresh ms, until it is cancelled", async () => {
  await using registry = await iana();
  const { refresher, clock } = refresherOf(registry.url);
  await using task = createTask((signal) => refresher.run(signal));
  await clock.waitForTimer(DAY);
  expect(registry.asked).toHaveLength(5);
  await clock.advance(DAY - 1);
  expect(registry.asked).toHaveLength(5);
  await clock.advance(1);
  await registry.waitForAsked(10);
  await clock.waitForTimer(DAY);
  task.cancel();
  await task.settled();
  expect(clock.pending).toBe(0);
});

test("TableRefresher run tries again 10 minutes after a failure, or sooner when refresh is shorter", async () => {
  await using registry = await iana({ "/dns.json": { status: 500, body: "" } });
  const daily = refresherOf(registry.url);
  const hurried = refresherOf(registry.url, new VirtualClock(), 5000);
  await using first = createTask((signal) => daily.refresher.run(signal));
  await using second = createTask((signal) => hurried.refresher.run(signal));
  await daily.clock.waitForTimer(HOUR / 6);
  await hurried.clock.waitForTimer(5000);
  expect([first.state, second.state]).toEqual(["running", "running"]);
});

test("TableRefresher run stops in the middle of a fetch when it is cancelled, without a report", async () => {
  await using registry = await fakeRdap(() => "hang");
  const { refresher, clock, reports } = refresherOf(registry.url);
  await using task = createTask((signal) => refresher.run(signal));
  await registry.waitForAsked(5);
  task.cancel();
  await task.settled();
  await registry.waitForIdle();
  expect(task.state).toBe("cancelled");
  expect(reports).toEqual([]);
  expect(clock.pending).toBe(0);
});

test("TableRefresher run never asks with refresh 0", async () => {
  await using registry = await iana();
  const { refresher } = refresherOf(registry.url, new VirtualClock(), 0);
  await refresher.run(never);
  expect(registry.asked).toEqual([]);
});

test("TableRefresher refuses a base that is no URL and a refresh that is no length of time", () => {
  expect(() => refresherOf("data.iana.org")).toThrow(
    new TypeError('Cannot refresh tables from "data.iana.org": not a URL'),
  );
  expect(() => refresherOf("https://data.iana.org/", new VirtualClock(), -1)).toThrow(
    new RangeError('Cannot refresh tables every "-1" ms: not a length of time'),
  );
  expect(() => refresherOf("https://data.iana.org/", new VirtualClock(), Number.NaN)).toThrow(
    RangeError,
  );
});

test("TableRefresher takes a base with or without its final slash", async () => {
  await using registry = await iana();
  const { refresher } = refresherOf(registry.url.slice(0, -1));
  expect(await refresher.refresh(never)).toBe(true);
});

test("currentTables answers from the built-in tables until newer ones have come", async () => {
  await using registry = await iana({ "/asn.json": { status: 404, body: "" } });
  const lines: string[] = [];
  const log = {
    info: (line: string) => lines.push(line),
    warn: (line: string) => lines.push(line),
  };
  const clock = new VirtualClock();
  await using tables = await currentTables(
    { dir: "", rdap_bootstrap: registry.url, refresh: DAY },
    { clock, log },
  );
  expect(tables.get().data.bootstrap.dns.date).toBe("2026-07-14");
  await clock.waitForTimer(HOUR / 6);
  expect(tables.get().data.bootstrap.dns.date).toBe("2026-12-24");
  expect(lines).toEqual([
    `Cannot refresh the tables from "${registry.url}": asn.json: HTTP status 404; those of 2026-12-24 stay in force`,
  ]);
});
