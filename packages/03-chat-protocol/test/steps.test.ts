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

test.for(stepCells(steps, behaviours))(
  "step $step.name: $behaviour is $shows",
  async ({ step, behaviour, shows }) => {
    const start = (): Promise<RunningStep> =>
      runStep(run, pathOf(step.name), { args: ["--port", "0"] });
    expect(await behaviours[behaviour](start)).toBe(shows);
  },
);

test("steps.ts lists the files of experiments; they are short and import only libraries", async () => {
  expect(await stepFileProblems(home, steps)).toEqual([]);
});

test("step 12-smuggling-tried-and-refused: a naive server is fooled, ours is not", async () => {
  const path = pathOf("12-smuggling-tried-and-refused");
  await using step = await runStep(run, path, { args: ["--port", "0"] });
  await step.line(/0000/);
  expect(step.lines.slice(1)).toEqual([
    String.raw`"\r\n.\r\n": the naive server takes 2, ours 2`,
    String.raw`"\n.\n": the naive server takes 2, ours 0`,
    String.raw`"\n.\r\n": the naive server takes 2, ours 0`,
    String.raw`"\r\n.\n": the naive server takes 2, ours 0`,
    String.raw`"\r.\r": the naive server takes 1, ours 0`,
    String.raw`"\r\n.\r": the naive server takes 1, ours 0`,
    String.raw`"\r\n\u0000.\r\n": the naive server takes 1, ours 0`,
  ]);
});

test("step 09-slow-handlers-stay-in-order runs from the command line, and stops in mid-handler", async () => {
  const script = "node --import tsx experiments/09-slow-handlers-stay-in-order.ts";
  await using program = await startProgram({ cwd: home, script }, ["--port", "0"]);
  await using client = await program.client();
  await client.send("hello", "wait 9");
  await client.expect('1: "hello"');
  program.signal("SIGINT");
  expect(await program.exit).toEqual({ code: 130, signal: null });
  expect(program.stderr).toBe("");
});
