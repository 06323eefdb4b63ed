/** Each cell of the table of steps and behaviours, and what all steps have in common. */
import { join } from "node:path";
import { type RunningProgram, startProgram, stepCells, stepFileProblems } from "test-harness";
import { expect, test } from "vitest";
import { steps } from "../steps.ts";
import { behaviours } from "./behaviours.ts";
import { observe } from "./support/observe.ts";

const PACKAGE = join(import.meta.dirname, "..");

/** How many lines of a step without an end are waited for. */
const SHOWN_OF_ENDLESS = 5;

function start(step: string): Promise<RunningProgram> {
  const script = `node --import tsx experiments/${step}.ts`;
  return startProgram({ cwd: PACKAGE, script }, [], { ready: 0 });
}

test.for(stepCells(steps, behaviours))(
  'step $step.name: "$behaviour" is $shows',
  async ({ step, behaviour, shows }) => {
    expect(behaviours[behaviour](await observe(step.name))).toBe(shows);
  },
);

test.for(steps)("step $name prints the same on the real clock", async ({ name }) => {
  const { printed, reported, endedAt } = await observe(name);
  const endless = endedAt === undefined;
  const lines = printed.map(({ line }) => line).slice(0, endless ? SHOWN_OF_ENDLESS : undefined);
  await using program = await start(name);
  for (const line of lines) await program.line(line);
  if (endless) program.signal("SIGINT");
  expect(await program.exit).toEqual({ code: endless ? 130 : 0, signal: null });
  expect(program.lines.slice(0, endless ? lines.length : undefined)).toEqual(lines);
  expect(firstLine(program.stderr)).toBe(firstLine(reported[0]?.line ?? ""));
});

test("steps.ts lists the files of experiments; they are short and import only libraries", async () => {
  expect(await stepFileProblems(PACKAGE, steps)).toEqual([]);
});

function firstLine(text: string): string | undefined {
  return text.split("\n")[0];
}
