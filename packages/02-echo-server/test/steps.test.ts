import { join } from "node:path";
import { run } from "01-background-tasks";
import { type RunningStep, runStep, startProgram, stepCells, stepFileProblems } from "test-harness";
import { expect, test } from "vitest";
import { steps } from "../steps.ts";
import { behaviours } from "./behaviours.ts";

const home = join(import.meta.dirname, "..");

function pathOf(name: string): string {
  return join(home, "experiments", `${name}.ts`);
}

/** The lines that say that somebody came. */
function came(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.includes(" came,"));
}

/** Starts a step in a process of its own, from the command line. */
function spawnStep(name: string, port = 0): ReturnType<typeof startProgram> {
  const script = `node --import tsx experiments/${name}.ts`;
  return startProgram({ cwd: home, script }, ["--port", String(port)]);
}

test.for(stepCells(steps, behaviours))(
  "step $step.name: $behaviour is $shows",
  async ({ step, behaviour, shows }) => {
    const start = (port = 0): Promise<RunningStep> =>
      runStep(run, pathOf(step.name), { args: ["--port", String(port)] });
    expect(await behaviours[behaviour](start)).toBe(shows);
  },
);

test("steps.ts lists the files of experiments; they are short and import only libraries", async () => {
  expect(await stepFileProblems(home, steps)).toEqual([]);
});

test("step 10-two-processes-one-port: two of them serve, each its own clients", async () => {
  await using first = await spawnStep("10-two-processes-one-port");
  await using second = await spawnStep("10-two-processes-one-port", first.port());
  expect(second.port()).toBe(first.port());
  let clients = 0;
  for (; came(first.lines).length === 0 || came(second.lines).length === 0; clients += 1) {
    await using client = await first.client();
    await client.send("hello");
    await client.expect("hello");
  }
  expect(came([...first.lines, ...second.lines])).toHaveLength(clients);
});
