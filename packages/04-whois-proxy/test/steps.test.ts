import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "01-background-tasks";
import { type RunningStep, runStep, startProgram, stepCells } from "test-harness";
import { expect, test } from "vitest";
import { steps } from "../steps.ts";
import { behaviours } from "./behaviours.ts";

const home = join(import.meta.dirname, "..");
const names = steps.map(({ name }) => name);

/** What a step may import: the faces of packages, fake registries, and Node's own modules. */
const LIBRARY = /^(?:node:[a-z/_]+|\d\d-[a-z-]+|test-harness)$/;

const MAX_LINES = 60;

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

test("steps.ts lists the files of experiments, in their order", async () => {
  const files = await readdir(join(home, "experiments"));
  expect(files.toSorted()).toEqual(names.map((name) => `${name}.ts`));
});

test.for(names)(`step %s has at most ${MAX_LINES} lines`, async (name) => {
  const text = await readFile(pathOf(name), "utf8");
  expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(MAX_LINES);
});

test.for(names)("step %s imports libraries and nothing else", async (name) => {
  const text = await readFile(pathOf(name), "utf8");
  const imported = [...text.matchAll(/(?<!\.)\b(?:from|import)\s*\(?\s*"([^"]*)"/g)].map(
    ([, from]) => from,
  );
  expect(imported).not.toHaveLength(0);
  expect(imported.filter((from = "") => !LIBRARY.test(from))).toEqual([]);
});

test("step 08-charsets runs from the command line, and stops", async () => {
  const script = "node --import tsx experiments/08-charsets.ts";
  await using program = await startProgram({ cwd: home, script }, ["--port", "0"]);
  await using client = await program.client();
  await client.send("example.dev");
  expect(await client.readToEnd()).toContain("Domain Name: example.dev");
  program.signal("SIGINT");
  expect(await program.exit).toEqual({ code: 130, signal: null });
  expect(program.stderr).toBe("");
});
