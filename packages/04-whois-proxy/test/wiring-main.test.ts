/** How the real program takes its command line and its file, and how it ends when somebody will not. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { fakeWhois, type RunningProgram, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { bodyOf, headOf } from "./support/start-proxy.ts";

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

/** More than the kernel's buffers between two sockets take when nobody reads. */
const MUCH = RECORD + "Remark: a long one\r\n".repeat(800_000);

test("SIGTERM cuts a WHOIS client that reads nothing for all of [upstream] deadline, and exits 0", async () => {
  await using upstream = await fakeWhois({ "example.nu": MUCH });
  await using world = await start(
    `${nu(upstream)}[upstream]\ndeadline = "300ms"\nmax_reply = "64MiB"`,
    "--port",
    "0",
  );
  await using client = await world.program.client("whois");
  client.pause();
  await client.send("example.nu");
  await world.program.errorLine(/"outcome"/);
  world.program.signal("SIGTERM");
  expect(await world.program.exit).toEqual({ code: 0, signal: null });
});
