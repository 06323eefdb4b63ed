/** What the compiler says when a server is made and not awaited: the words of step 01, and no others. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgram } from "test-harness";
import { expect, test } from "vitest";

const home = join(import.meta.dirname, "..");

const compiler = JSON.stringify({
  extends: join(home, "../../tsconfig.base.json"),
  include: ["*.ts"],
});

/** Type-checks one file in a folder outside of the repository; returns what the compiler says of it. */
async function compile(text: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "02-forgotten-await-"));
  try {
    await mkdir(join(folder, "node_modules"));
    for (const [name, target] of [
      ["02-echo-server", home],
      ["01-background-tasks", join(home, "node_modules/01-background-tasks")],
      ["@types", join(home, "node_modules/@types")],
    ] as const) {
      await symlink(target, join(folder, "node_modules", name));
    }
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "main.ts"), text);
    await writeFile(join(folder, "tsconfig.json"), compiler);
    const script = `${join(home, "node_modules/.bin/tsc")} --pretty false`;
    await using tsc = await startProgram({ cwd: folder, script }, [], { ready: 0 });
    await tsc.exit;
    return tsc.lines.filter((line) => line.startsWith("main.ts("));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const step = (name: string): Promise<string> => readFile(join(home, "experiments", name), "utf8");

test("step 01-exits-at-once: its comment is what the compiler says of the line below", async () => {
  const text = await step("01-exits-at-once.ts");
  const [comment = "", problem = ""] = /^ *\/\/ @ts-expect-error (.*)\n/m.exec(text) ?? [];
  expect(problem).toBe("Property 'serveForever' does not exist on type 'Promise<Server>'.");
  const said = await compile(text.replace(comment, ""));
  expect(said).toEqual([expect.stringMatching(/^main\.ts\(\d+,\d+\): error TS2339: /)]);
  expect(said[0]?.endsWith(problem)).toBe(true);
});

test("step 02-stays-up compiles with its await, and without it lacks what the promise lacks", async () => {
  const text = await step("02-stays-up.ts");
  expect(await compile(text)).toEqual([]);
  const said = await compile(text.replace("= await createServer(", "= createServer("));
  expect(said.map((line) => line.replace(/^main\.ts\(\d+,\d+\): error /, ""))).toEqual([
    expect.stringMatching(/^TS2851: The initializer of an 'await using' declaration must be /),
    expect.stringMatching(/^TS2741: Property 'addresses' is missing in type 'Promise<Server>' /),
    "TS2339: Property 'serveForever' does not exist on type 'Promise<Server>'.",
  ]);
});
