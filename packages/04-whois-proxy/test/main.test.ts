/** The program as a user starts it: the command line, the ready lines, and how it ends. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeRdap, fakeWhois, type RunningProgram, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { bodyOf, headOf } from "./support/start-proxy.ts";

/** A configuration file that is gone at the end of the test. */
async function fileOf(toml: string) {
  const folder = await mkdtemp(join(tmpdir(), "whois-proxy-"));
  const path = join(folder, "proxy.toml");
  await writeFile(path, toml);
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

async function ask(program: RunningProgram, line: string): Promise<string> {
  await using client = await program.client("whois");
  await client.send(line);
  return await client.readToEnd();
}

/** Starts the program and waits for its end: for what ends by itself. */
async function run(script: string, ...args: string[]) {
  await using program = await startProgram("04-whois-proxy", args, { script, ready: 0 });
  const { code } = await program.exit;
  return { code, stdout: program.stdout, stderr: program.stderr };
}

test("start says where it listens, one line per socket", async () => {
  await using file = await fileOf(
    '[listen]\nwhois = ["127.0.0.1:0", "[::1]:0"]\nhttp = ["127.0.0.1:0"]',
  );
  await using program = await startProgram("04-whois-proxy", ["--config", file.path], { ready: 3 });
  expect(program.lines).toEqual([
    expect.stringMatching(/^listening on whois:\/\/127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^listening on whois:\/\/\[::1\]:\d+$/),
    expect.stringMatching(/^listening on http:\/\/127\.0\.0\.1:\d+$/),
  ]);
  expect(headOf(await ask(program, "help"), "outcome")).toBe("found");
});

test("start answers from its tables without a network, and says once that they could not be refreshed", async () => {
  await using nobody = await fakeRdap("refuse");
  await using file = await fileOf(`[tables]\nrdap_bootstrap = "${nobody.url}"`);
  await using program = await startProgram(
    "04-whois-proxy",
    ["--config", file.path, "--port", "0"],
    {
      ready: ["whois", "http"],
    },
  );
  const line = await program.errorLine(/refresh/);
  expect(JSON.parse(line)).toMatchObject({
    level: 40,
    msg: expect.stringMatching(/^Cannot refresh the tables/),
  });
  expect(headOf(await ask(program, "10.0.0.1"), "outcome")).toBe("found");
  expect(bodyOf(await ask(program, "foo.test"))).toContain("RFC 6761");
  expect(program.stderr.match(/Cannot refresh/g)).toHaveLength(1);
});

test("start refreshes its tables and uses the new ones without a restart", async () => {
  await using whois = await fakeWhois({});
  await using registry = await fakeRdap({
    "/domain/example.brandnew": { objectClassName: "domain", ldhName: "example.brandnew" },
  });
  const zones = (await import("../src/tables/built-in.ts")).loadBuiltInTables().describe();
  const before = zones.find(({ table }) => table.includes("dns"))?.entries ?? 0;
  const dns = {
    version: "1.0",
    publication: "2026-11-01T00:00:00Z",
    services: [
      [Array.from({ length: before }, (_, index) => `zone${index}`), ["https://rdap.example.net/"]],
      [["brandnew"], [registry.url]],
    ],
  };
  await using iana = await fakeRdap({
    "/dns.json": { body: JSON.stringify(dns), contentType: "application/json" },
  });
  await using file = await fileOf(
    `[tables]\nrdap_bootstrap = "${iana.url}"\niana_whois = "${whois.hostPort}"`,
  );
  await using program = await startProgram("04-whois-proxy", [
    "--config",
    file.path,
    "--port",
    "0",
  ]);
  // The other four files are not there, so this line says that the refresh is through.
  await program.errorLine(/Cannot refresh/);
  expect(headOf(await ask(program, "example.brandnew"), "source")).toBe(
    `rdap ${registry.url}domain/example.brandnew`,
  );
});

test("SIGTERM lets a query in flight have its answer, and then the program exits 0", async () => {
  const reply = Promise.withResolvers<string>();
  await using upstream = await fakeWhois({ "example.nu": () => reply.promise });
  await using file = await fileOf(`[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []`);
  await using program = await startProgram("04-whois-proxy", [
    "--config",
    file.path,
    "--port",
    "0",
  ]);
  await using asking = await program.client("whois");
  await using idle = await program.client("whois");
  await asking.send("example.nu");
  await upstream.waitForAsked();
  program.signal("SIGTERM");
  await idle.expectEnd();
  reply.resolve("Domain Name: example.nu\r\n");
  expect(bodyOf(await asking.readToEnd())).toBe("Domain Name: example.nu\r\n");
  expect(await program.exit).toEqual({ code: 0, signal: null });
});

test("SIGINT ends the program with status 130 and no stack trace", async () => {
  await using program = await startProgram("04-whois-proxy", ["--port", "0"]);
  program.signal("SIGINT");
  expect(await program.exit).toEqual({ code: 130, signal: null });
  expect(program.stderr).not.toMatch(/^\s+at /m);
});

test.for([
  ["--colour", "Unknown option '--colour'"],
  ["--port=x", '"x"'],
  ["--port=65536", '"65536"'],
  ["example.com", "example.com"],
])("start refuses %j with its usage and status 2", async ([arg = "", words]) => {
  const { code, stderr } = await run("start", arg);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/^usage: start /m);
});

test("start refuses a wrong configuration in one line per fault, with status 2", async () => {
  await using file = await fileOf("[cache]\nfuond = '1h'\nfound = 'soon'");
  const { code, stderr } = await run("start", "--config", file.path);
  expect(code).toBe(2);
  expect(stderr.trimEnd().split("\n")).toEqual([
    expect.stringContaining(`${file.path}: [cache] found: expected a duration`),
    `${file.path}: [cache] fuond: unknown key`,
  ]);
});

test.for(["whois", "http"])(
  "start says in one line that its %s port is in use, with status 1",
  async (scheme) => {
    await using first = await startProgram("04-whois-proxy", ["--port", "0"], {
      ready: ["whois", "http"],
    });
    const port = String(first.port(scheme));
    const args =
      scheme === "whois"
        ? ["--port", port, "--http-port", "0"]
        : ["--port", "0", "--http-port", port];
    const { code, stderr } = await run("start", ...args);
    expect(code).toBe(1);
    expect(stderr).toContain(`Cannot listen on 127.0.0.1:${port}: the port is in use\n`);
    expect(stderr).not.toMatch(/^\s+at /m);
  },
);

test("query prints one answer and exits 0 when it is found", async () => {
  const { code, stdout, stderr } = await run("query", "10.0.0.1");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^% outcome: found\n% source: local /);
  expect(stdout).toContain("RFC 1918");
});

test("query takes options of the query line, and exits 1 for any other outcome", async () => {
  expect((await run("query", "--explain", "example.com")).stdout).toContain("1. rdap https://");
  expect(await run("query", "1.2.3")).toMatchObject({ code: 1, stderr: "" });
});

test("query --json prints JSON with line ends of this system, and exits by the outcome", async () => {
  const found = await run("query", "--json", "10.0.0.1");
  expect(found).toMatchObject({ code: 0, stderr: "" });
  expect(found.stdout).not.toContain("\r\n");
  expect(JSON.parse(found.stdout)).toMatchObject({ query: "10.0.0.1", outcome: "found" });
  const bad = await run("query", "--json", "1.2.3");
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.stdout)).toMatchObject({ query: "1.2.3", outcome: "bad-query" });
});

test("query without a subject is wrong use", async () => {
  for (const args of [[], ["--config"], ["--config", "proxy.toml"], ["--help"], ["--json"]]) {
    const { code, stderr } = await run("query", ...args);
    expect(code).toBe(2);
    expect(stderr).toContain("usage: query ");
  }
});

test("the HTTP door gives the text of port 43 with the status of its outcome", async () => {
  await using registry = await fakeRdap({
    "/domain/limited.nu": { status: 429, headers: { "retry-after": "7" } },
  });
  await using file = await fileOf(`[zones.nu]\nwhois = "none"\nrdap = ["${registry.url}"]`);
  await using program = await startProgram(
    "04-whois-proxy",
    ["--config", file.path, "--port", "0"],
    {
      ready: ["whois", "http"],
    },
  );
  const get = (path: string) => fetch(`http://127.0.0.1:${program.port("http")}${path}`);
  const found = await get("/whois/10.0.0.0/8");
  expect(found.status).toBe(200);
  expect(found.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await found.text()).toBe(await ask(program, "10.0.0.0/8"));
  for (const [path, status] of [
    ["/whois/a_b", 400],
    ["/whois/%ff", 400],
    ["/whois/", 400],
    ["/whois/free.nu", 404],
    ["/nothing", 404],
    ["/healthz", 200],
    ["/readyz", 200],
  ] as const) {
    const response = await get(path);
    await response.text();
    expect([path, response.status]).toEqual([path, status]);
  }
  const limited = await get("/whois/limited.nu");
  expect(await limited.text()).toContain("outcome: rate-limited");
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
});

test("a client that reads slowly gets all of a long answer", async () => {
  const long = `Domain Name: example.nu\r\n${"Remark: a long one\r\n".repeat(50_000)}`;
  await using upstream = await fakeWhois({ "example.nu": long });
  await using file = await fileOf(`[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []`);
  await using program = await startProgram("04-whois-proxy", [
    "--config",
    file.path,
    "--port",
    "0",
  ]);
  await using slow = await program.client("whois");
  slow.pause();
  await slow.send("example.nu");
  await upstream.waitForAsked();
  // Meanwhile others are served.
  expect(headOf(await ask(program, "10.0.0.1"), "outcome")).toBe("found");
  slow.resume();
  expect(bodyOf(await slow.readToEnd())).toBe(long);
});
