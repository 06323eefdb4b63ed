import { join } from "node:path";
import { repositoryRoot, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { temporaryProject } from "./temporary-project.ts";

/** The first step of the story: a server made but not waited for exits at once. */
const forgotten = `import { createServer } from "02-echo-server";

createServer(() => ({}), { port: 8007 });
`;

/** Lints one file with this repository's rules; returns oxlint's exit status and report. */
async function lint(
  text: string,
): Promise<{ readonly code: number | null; readonly report: string }> {
  const tsconfig = { extends: join(repositoryRoot, "tsconfig.base.json"), include: ["*.ts"] };
  await using project = await temporaryProject(
    { "main.ts": text, "tsconfig.json": JSON.stringify(tsconfig) },
    {
      "02-echo-server": "packages/02-echo-server",
      "@types/node": "packages/journal/node_modules/@types/node",
    },
  );
  const rules = join(repositoryRoot, ".oxlintrc.json");
  const script = `oxlint --deny-warnings -c ${rules} main.ts`;
  await using program = await startProgram({ cwd: project.folder, script }, [], {
    ready: 0,
    env: { NO_COLOR: "1", FORCE_COLOR: undefined, CI: undefined },
  });
  const { code } = await program.exit;
  return { code, report: program.stdout + program.stderr };
}

test("lint fails on a forgotten await of createServer", async () => {
  const { code, report } = await lint(forgotten);
  expect(report).toContain("typescript(no-floating-promises)");
  expect(report).toContain("main.ts:3:1");
  expect(report).toContain("Found 0 warnings and 1 error");
  expect(code).toBe(1);
});

test("lint passes when createServer is awaited", async () => {
  const { code, report } = await lint(forgotten.replace("createServer((", "await createServer(("));
  expect(report).toContain("Found 0 warnings and 0 errors");
  expect(code).toBe(0);
});
