import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Step, stepFileProblems } from "../src/mod.ts";

let folder = "";
const write = (name: string, text: string): Promise<void> =>
  writeFile(join(folder, "experiments", name), text);
const steps = (...names: readonly string[]): Step[] =>
  names.map((name) => ({ name, title: name, does: [], notYet: [] }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "steps-"));
  await mkdir(join(folder, "experiments"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("stepFileProblems finds nothing wrong with short files that import libraries", async () => {
  await write(
    "01-a.ts",
    'import { x } from "02-echo-server";\nimport y from "node:fs/promises";\n',
  );
  await write("02-b.ts", `import "test-harness";\n${"\n".repeat(58)}x();\n`);
  expect(await stepFileProblems(folder, steps("01-a", "02-b"))).toEqual([]);
});

test("stepFileProblems names files that are not listed, not there, or out of order", async () => {
  await write("01-a.ts", "");
  await write("02-b.ts", "");
  await write("03-c.ts", "");
  expect(await stepFileProblems(folder, steps("02-b", "01-a", "04-d"))).toEqual([
    "03-c.ts is not listed",
    "04-d.ts is not there",
    "01-a.ts is out of order",
  ]);
});

test("stepFileProblems names a file that is too long or imports more than libraries", async () => {
  await write("01-a.ts", `import { x } from "../src/mod.ts";\n${"\n".repeat(59)}x();\n`);
  await write("02-b.ts", 'const { y } = await import("./01-a.ts");\n');
  expect(await stepFileProblems(folder, steps("01-a", "02-b"))).toEqual([
    "01-a.ts has 61 lines, more than 60",
    '01-a.ts imports "../src/mod.ts"',
    '02-b.ts imports "./01-a.ts"',
  ]);
});
