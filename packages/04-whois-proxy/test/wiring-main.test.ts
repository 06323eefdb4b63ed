/** How the real program takes its command line and its file, and how it ends when somebody will not. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fakeWhois, type RunningProgram, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { headOf } from "./support/start-proxy.ts";

const RECORD = "Domain Name: example.nu\r\n";

/** The program with a configuration file of its own and no refresh of its tables. */
async function start(toml: string, ...args: readonly string[]) {
  const file = await fileOf(`${toml}\n[tables]\nrefresh = "0s"`);
  const program = await startProgram("04-whois-proxy", ["--config", file.path, ...args], {
    ready: ["whois", "http"],
  });
  return {
    program,
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]();
      await file[Symbol.asyncDispose]();
    },
  };
}

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

const nu = (whois: { readonly hostPort: string }): string =>
  `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []\n`;

test("SIGTERM ends the program with 0 although an upstream hangs: its query is a timeout", async () => {
  await using upstream = await fakeWhois({ "example.nu": "hang" });
  await using world = await start(`${nu(upstream)}[upstream]\ndeadline = "300ms"`, "--port", "0");
  await using client = await world.program.client("whois");
  await client.send("example.nu");
  await upstream.waitForAsked();
  world.program.signal("SIGTERM");
  expect(headOf(await client.readToEnd(), "outcome")).toBe("timeout");
  expect(await world.program.exit).toEqual({ code: 0, signal: null });
  expect(world.program.stderr).not.toMatch(/^\s+at /m);
});

/** More than the kernel's buffers between two sockets take when nobody reads: 8 MB. */
const MUCH = RECORD + "Remark: a long one\r\n".repeat(400_000);

/** A proxy whose answer does not fit between it and a client that reads nothing. */
const much = (whois: { readonly hostPort: string }): string =>
  `${nu(whois)}[upstream]\ndeadline = "1s"\nmax_reply = "16MiB"`;

test("SIGTERM cuts a WHOIS client that reads nothing, after [upstream] deadline, and exits 0", async () => {
  await using upstream = await fakeWhois({ "example.nu": MUCH });
  await using world = await start(much(upstream), "--port", "0");
  await using client = await world.program.client("whois");
  client.pause();
  await client.send("example.nu");
  expect(await world.program.errorLine(/"outcome"/)).toContain('"outcome":"found"');
  world.program.signal("SIGTERM");
  expect(await world.program.exit).toEqual({ code: 0, signal: null });
});

test("SIGTERM cuts an HTTP client that reads nothing, after [upstream] deadline, and exits 0", async () => {
  await using upstream = await fakeWhois({ "example.nu": MUCH });
  await using world = await start(much(upstream), "--port", "0");
  await using client = await world.program.client("http");
  client.pause();
  await client.sendRaw("GET /whois/example.nu HTTP/1.1\r\nHost: proxy\r\n\r\n");
  expect(await world.program.errorLine(/"outcome"/)).toContain('"outcome":"found"');
  world.program.signal("SIGTERM");
  expect(await world.program.exit).toEqual({ code: 0, signal: null });
});

test("SIGTERM ends at once when nobody has asked anything, however long [upstream] deadline is", async () => {
  await using world = await start(
    '[upstream]\ndeadline = "24h"\n[clients]\nidle_timeout = "24h"',
    "--port",
    "0",
  );
  const { program } = world;
  await using silent = await program.client("whois");
  await using halfway = await program.client("whois");
  await halfway.sendRaw("exam");
  await using http = await program.client("http");
  await http.sendRaw("GET /healthz HTTP/1.1\r\nHost: proxy\r\n\r\n");
  await http.expect(/^HTTP\/1\.1 200 /);
  // One whole conversation later, all of them are known to the program.
  expect(headOf(await ask(program, "help"), "outcome")).toBe("found");
  program.signal("SIGTERM");
  await silent.expectEnd();
  await halfway.readToEnd();
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stderr).not.toMatch(/^\s+at /m);
});

test("SIGTERM ends the program with 0 before anybody has connected", async () => {
  await using world = await start('[upstream]\ndeadline = "24h"', "--port", "0");
  world.program.signal("SIGTERM");
  expect(await world.program.exit).toEqual({ code: 0, signal: null });
});

test("--host takes the place of the hosts of the file, for both doors", async () => {
  await using world = await start("", "--host", "::1", "--port", "0");
  const { program } = world;
  expect(program.lines).toEqual([
    expect.stringMatching(/^listening on whois:\/\/\[::1\]:\d+$/),
    expect.stringMatching(/^listening on http:\/\/\[::1\]:\d+$/),
  ]);
  expect(headOf(await ask(program, "10.0.0.1"), "outcome")).toBe("found");
  const [line] = (await program.errorLine(/"query":"10\.0\.0\.1"/)).split("\n");
  expect(line).toContain('"peer":"::1"');
  await using http = await program.client("http");
  await http.send("GET /healthz HTTP/1.1", "Host: proxy", "");
  await http.expect(/^HTTP\/1\.1 200 /);
});

test("[log] level says which queries are logged, and JSON is what they are logged as", async () => {
  await using upstream = await fakeWhois({ "example.nu": "Access denied\r\n" });
  await using world = await start(`${nu(upstream)}[log]\nlevel = "warn"`, "--port", "0");
  const { program } = world;
  await ask(program, "10.0.0.1");
  await ask(program, "example.nu");
  const line: unknown = JSON.parse(await program.errorLine(/example\.nu/));
  expect(line).toMatchObject({ level: 40, query: "example.nu", outcome: "refused" });
  expect(program.stderr).not.toContain("10.0.0.1");
});

test("query takes its configuration from --config FILE", async () => {
  await using upstream = await fakeWhois({ "example.nu": RECORD });
  await using file = await fileOf(`${nu(upstream)}[answer]\nbanner = false`);
  await using program = await startProgram(
    "04-whois-proxy",
    ["--config", file.path, "example.nu"],
    { script: "query", ready: 0 },
  );
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stdout).toBe(RECORD.replaceAll("\r\n", "\n"));
  expect(upstream.asked).toEqual(["example.nu"]);
});

test("query refuses a file that it cannot use with status 2, asking nobody", async () => {
  await using file = await fileOf("[cache]\nfuond = '1h'");
  await using program = await startProgram("04-whois-proxy", ["--config", file.path, "10.0.0.1"], {
    script: "query",
    ready: 0,
  });
  expect(await program.exit).toEqual({ code: 2, signal: null });
  expect(program.stdout).toBe("");
  expect(program.stderr).toContain(`${file.path}: [cache] fuond`);
});
