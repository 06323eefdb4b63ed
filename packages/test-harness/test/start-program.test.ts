import { join } from "node:path";
import { expect, test } from "vitest";
import { type ProgramOptions, type RunningProgram, startProgram } from "../src/mod.ts";

const cwd = join(import.meta.dirname, "programs");

/** Starts one of the programs beside this file. */
function start(
  program: string,
  args: readonly string[],
  options?: ProgramOptions,
): Promise<RunningProgram> {
  return startProgram({ cwd, script: `node ${program}` }, args, options);
}

test("startProgram waits for the ready line and connects to its port", async () => {
  await using program = await start("listener.mjs", ["tcp"]);
  expect(program.ports).toEqual({ tcp: program.port() });
  const client = await program.client("tcp");
  await client.send("hello");
  await client.expect("hello");
  expect(await program.line(/^received/)).toBe("received hello");
  await client[Symbol.asyncDispose]();
});

test("startProgram waits for as many ready lines as asked, or for each scheme", async () => {
  await using two = await start("listener.mjs", ["whois", "http"], { ready: 2 });
  expect(two.listening.map(({ scheme, host }) => `${scheme} ${host}`)).toEqual([
    "whois 127.0.0.1",
    "http 127.0.0.1",
  ]);
  await using named = await start("listener.mjs", ["smtp", "whois"], { ready: ["whois"] });
  expect(named.port("whois")).toBeGreaterThan(0);
  expect(() => named.port("http")).toThrow("no ready line for http");
});

test("startProgram rejects at once with the output when the program exits before it is ready", async () => {
  await expect(start("exits.mjs", ["--port", "0"])).rejects.toThrow(
    /^Expected ready lines \(1\) of "node exits\.mjs --port 0"[^]*no end of line[^]*usage: --port 0[^]*status 2$/,
  );
});

test("startProgram watches a program that listens on nothing", async () => {
  await using program = await start("exits.mjs", ["a", "b"], { ready: 0 });
  expect(await program.line(/end/)).toBe("no end of line");
  expect(await program.errorLine("usage: a b")).toBe("usage: a b");
  expect(await program.exit).toEqual({ code: 2, signal: null });
  expect(program.stdout).toBe("no end of line");
  await expect(program.line("never")).rejects.toThrow('Expected line "never" of');
});

test("RunningProgram.line takes lines in order, so that the same wait finds the next one", async () => {
  await using program = await start("listener.mjs", ["tcp"]);
  await using client = await program.client();
  await client.send("same");
  await program.line("received same");
  await client.send("same");
  await program.line("received same");
  expect(program.lines.filter((line) => line === "received same")).toHaveLength(2);
});

test("RunningProgram.signal ends it in its own way, and exit says how", async () => {
  await using program = await start("listener.mjs", ["tcp"]);
  program.signal("SIGTERM");
  expect(await program.exit).toEqual({ code: 143, signal: null });
  expect(program.lines.at(-1)).toBe("stopping");
});

test("RunningProgram is killed when it is disposed, whatever it does with signals", async () => {
  const program = await start("listener.mjs", ["tcp"]);
  await program[Symbol.asyncDispose]();
  expect(await program.exit).toEqual({ code: null, signal: "SIGKILL" });
  await expect(program.client()).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("startProgram gives the program a user's environment: without vitest's, with what is added", async () => {
  await using program = await start("listener.mjs", ["tcp"], { env: { EXTRA: "more" } });
  expect(await program.errorLine(/variables/)).toBe("harness variables: none, more");
});

test("startProgram runs a script of a package's package.json, found in node_modules/.bin", async () => {
  const options = { script: "typecheck", ready: 0 };
  await using program = await startProgram("test-harness", ["--version"], options);
  expect(await program.line(/^Version/)).toMatch(/^Version \d/);
  expect(await program.exit).toEqual({ code: 0, signal: null });
});

test("startProgram refuses what it cannot run", async () => {
  await expect(startProgram("test-harness")).rejects.toThrow(
    'Cannot run "test-harness": its package.json has no script "start"',
  );
  await expect(startProgram({ cwd, script: "a && b" })).rejects.toThrow("it needs a shell");
  await expect(startProgram({ cwd, script: " " })).rejects.toThrow("it is empty");
  await expect(startProgram({ cwd, script: "no-such-command" })).rejects.toMatchObject({
    code: "ENOENT",
  });
});

test("RunningProgram.line gives up after withinMs and shows the output so far", async () => {
  await using program = await start("listener.mjs", ["tcp"]);
  await using hasty = await start("listener.mjs", ["tcp"], { ready: 0, withinMs: 1 });
  await expect(hasty.line("never")).rejects.toThrow(/Expected line "never"[^]*within 1 ms/);
  expect(program.pid).not.toBe(hasty.pid);
});
