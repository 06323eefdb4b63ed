/** The first program of the story, in this process on a virtual clock and as a real command. */
import { startProgram, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { main } from "../src/main.ts";
import { run } from "../src/mod.ts";
import { recorder } from "./support/recorder.ts";

/** The transcript as the design has it, up to 1.2 seconds. */
const TRANSCRIPT = [
  "Hello from first",
  "Hello from second",
  "Hello from first",
  "Hello from second",
  "Hello from first",
  "Hello from second",
  "Hello from first",
  "Hello from first",
  "Hello from second",
  "Waiting...",
  "Hello from first",
  "Hello from first",
  "Hello from second",
];

test("main prints the transcript of the story, line by line, on a virtual clock", async () => {
  const clock = new VirtualClock();
  const { lines, print } = recorder();
  const stop = new AbortController();
  const ended = run(main, { clock, print, signal: stop.signal });

  const upTo: Record<number, number> = {};
  for (let time = 0; time <= 1200; time += 100) {
    await clock.advance(time === 0 ? 0 : 100);
    upTo[time] = lines.length;
  }
  expect(lines).toEqual(TRANSCRIPT);
  expect(upTo).toEqual({
    0: 2,
    100: 2,
    200: 3,
    300: 4,
    400: 5,
    500: 5,
    600: 7,
    700: 7,
    800: 8,
    900: 9,
    1000: 11,
    1100: 11,
    1200: 13,
  });

  stop.abort(new Error("the test is over"));
  await expect(ended).rejects.toThrow("the test is over");
  expect(clock.pending).toBe(0);
});

test("main goes on after the transcript, as in the story", async () => {
  const clock = new VirtualClock();
  const { lines, print } = recorder();
  const stop = new AbortController();
  const ended = run(main, { clock, print, signal: stop.signal });
  await clock.advance(1600);
  expect(lines.slice(13)).toEqual(["Hello from first", "Hello from second", "Hello from first"]);
  stop.abort(new Error("the test is over"));
  await expect(ended).rejects.toThrow("the test is over");
});

test("start prints the transcript of the story in its order on the real clock", async () => {
  await using program = await startProgram("01-background-tasks", [], { ready: 0 });
  for (const line of TRANSCRIPT) await program.line(line);
  expect(program.lines.slice(0, TRANSCRIPT.length)).toEqual(TRANSCRIPT);
});

test("start ends on SIGINT with status 130 and not a word", async () => {
  await using program = await startProgram("01-background-tasks", [], { ready: 0 });
  await program.line("Hello from second");
  program.signal("SIGINT");
  expect(await program.exit).toEqual({ code: 130, signal: null });
  expect(program.stderr).toBe("");
});

test("start ends on SIGTERM with status 143 and not a word", async () => {
  await using program = await startProgram("01-background-tasks", [], { ready: 0 });
  await program.line("Hello from second");
  program.signal("SIGTERM");
  expect(await program.exit).toEqual({ code: 143, signal: null });
  expect(program.stderr).toBe("");
});

test("start refuses an unknown option with one line, the usage line and status 2", async () => {
  await using program = await startProgram("01-background-tasks", ["--loud"], { ready: 0 });
  expect(await program.exit).toEqual({ code: 2, signal: null });
  expect(program.stdout).toBe("");
  expect(program.stderr).toBe(
    "Unknown option '--loud'\nusage: pnpm --filter 01-background-tasks start\n",
  );
});

test("start refuses an argument in the same way", async () => {
  await using program = await startProgram("01-background-tasks", ["v1.2"], { ready: 0 });
  expect(await program.exit).toEqual({ code: 2, signal: null });
  expect(program.stderr).toMatch(/^Unexpected argument 'v1\.2'.*\nusage: .*\n$/);
});
