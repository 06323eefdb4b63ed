/** What a shell sees of programs that end in one way or another. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type RunningProgram, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { runMain } from "../src/mod.ts";

/** The programs beside this test that are run. */
const PROGRAMS = {
  ends: new URL("./programs/ends.ts", import.meta.url),
  stubborn: new URL("./programs/stubborn.ts", import.meta.url),
  outside: new URL("./programs/outside.ts", import.meta.url),
};

function start(program: keyof typeof PROGRAMS, ...args: string[]): Promise<RunningProgram> {
  const file = fileURLToPath(PROGRAMS[program]);
  const command = { cwd: dirname(file), script: `node ${basename(file)}` };
  return startProgram(command, args, { ready: 0 });
}

test("runMain does nothing in a file that is imported", async () => {
  let begun = false;
  await runMain(import.meta, () => void (begun = true));
  expect(begun).toBe(false);
});

test("runMain ends with status 0 and no word when main returns", async () => {
  await using program = await start("ends", "well");
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stdout + program.stderr).toBe("");
});

test("runMain writes all output before the process ends", async () => {
  await using program = await start("ends", "with-output");
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stdout).toHaveLength(1_000_001);
});

test("runMain prints just the message of an error that has an exit status", async () => {
  await using program = await start("ends", "with-status");
  expect(await program.exit).toEqual({ code: 3, signal: null });
  expect(program.stderr).toBe("Cannot listen: the port is in use\n");
});

test("runMain adds the usage line when the command line is wrong", async () => {
  await using program = await start("ends", "--badly");
  expect(await program.exit).toEqual({ code: 2, signal: null });
  expect(program.stderr).toBe("Unknown option '--badly'\nusage: ends WAY\n");
});

test("runMain prints the stack of any other error and ends with status 1", async () => {
  await using program = await start("ends", "with-bug");
  expect(await program.exit).toEqual({ code: 1, signal: null });
  expect(program.stderr).toMatch(/^TypeError: a bug\n +at .*ends\.ts:/);
});

test("runMain prints the errors within an AggregateError", async () => {
  await using program = await start("ends", "with-group");
  expect(await program.exit).toEqual({ code: 1, signal: null });
  expect(program.stderr).toMatch(/^AggregateError: Cannot finish group "group": a task failed\n/);
  expect(program.stderr).toContain("RangeError: a child's bug\n");
});

test("runMain prints what was thrown when that is no error", async () => {
  await using program = await start("ends", "with-string");
  expect(await program.exit).toEqual({ code: 1, signal: null });
  expect(program.stderr).toBe("'just text'\n");
});

test("runMain lets a forgotten task complain on standard error", async () => {
  await using program = await start("ends", "with-forgotten-failure");
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stderr).toMatch(/^Task "forgotten" failed and nobody awaited it: Error: lost\n/);
});

test("Task.onDone does not lose what its callback throws: it ends the process", async () => {
  await using program = await start("ends", "with-broken-callback");
  expect(await program.exit).toEqual({ code: 1, signal: null });
  expect(program.stderr).toContain("Error: broken callback\n");
});

test("runMain forces the end when something was left open, and says what", async () => {
  await using program = await start("ends", "with-open-timer");
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stderr).toMatch(/^Forced to exit: something was left open \(.*Timeout.*\)\n$/);
});

test("runMain gives a signal the status that statusOf says", async () => {
  await using program = await start("stubborn", "--polite");
  await program.line("ready");
  program.signal("SIGTERM");
  await program.line("told to stop: InterruptedError: Interrupted by SIGTERM");
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stderr).toBe("");
});

test("runMain ends with 130 after SIGINT even if main returns in peace", async () => {
  await using program = await start("stubborn", "--polite");
  await program.line("ready");
  program.signal("SIGINT");
  expect(await program.exit).toEqual({ code: 130, signal: null });
  expect(program.stderr).toBe("");
});

test("runMain ends at once on a second signal, with the status of the first", async () => {
  await using program = await start("stubborn");
  await program.line("ready");
  program.signal("SIGINT");
  await program.line(/told to stop/);
  program.signal("SIGTERM");
  expect(await program.exit).toEqual({ code: 130, signal: null });
  expect(program.stderr).toBe("");
});

test("runMain ends like SIGPIPE, without a word, when the reader of its output goes away", async () => {
  const folder = join(import.meta.dirname, "..");
  const program = spawn("node", ["--import", "tsx", "src/main.ts"], { cwd: folder });
  const closed = once(program, "close");
  const errors: string[] = [];
  program.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  const [line] = await once(createInterface(program.stdout), "line");
  program.stdout.destroy();
  expect(line).toBe("Hello from first");
  expect(await closed).toEqual([141, null]);
  expect(errors).toEqual([]);
});

test("createTask outside of a run: a failure that nobody awaits ends the process", async () => {
  await using program = await start("outside");
  expect(await program.exit).toEqual({ code: 1, signal: null });
  expect(program.stderr).toContain("Error: lost\n");
});
