import { join } from "node:path";
import { repositoryRoot, startProgram } from "test-harness";
import { expect, test } from "vitest";
import { temporaryProject } from "./temporary-project.ts";

const root = JSON.stringify(repositoryRoot);

/** A project under the repository's own vitest settings, for the one test file beside it. */
const config = `
import { resolve } from "node:path";
import { mergeConfig } from "vitest/config";
import root from ${JSON.stringify(join(repositoryRoot, "vitest.config.ts"))};
import { shared } from ${JSON.stringify(join(repositoryRoot, "vitest.shared.ts"))};

const local = (path) => (path.startsWith("./") ? resolve(${root}, path) : path);
export default mergeConfig(shared, {
  test: {
    include: ["case.test.ts"],
    reporters: root.test.reporters.map(local),
  },
});
`;

interface Run {
  readonly code: number | null;
  readonly lastLine: string | undefined;
  readonly output: string;
}

/** Runs vitest on a test file with this text, as a person at a terminal would. */
async function run(text: string): Promise<Run> {
  const head = `
    import { once } from "node:events";
    import { connect, createServer } from "node:net";
    import { beforeAll, describe, expect, test } from "vitest";
  `;
  await using project = await temporaryProject(
    { "vitest.config.ts": config, "case.test.ts": head + text },
    { vitest: "packages/journal/node_modules/vitest" },
  );
  const at = { cwd: project.folder, script: "vitest run" };
  const env = { CI: undefined, NO_COLOR: "1" };
  await using program = await startProgram(at, [], { ready: 0, env });
  const { code } = await program.exit;
  const output = program.stdout + program.stderr;
  return { code, lastLine: program.lines.at(-1), output };
}

test("ClosingLine prints the plain counts last, and the run passes", async () => {
  const { code, lastLine } = await run(`test("good", () => expect(1).toBe(1));`);
  expect(lastLine).toBe("1 passed, 0 failed, 0 skipped");
  expect(code).toBe(0);
});

test("ClosingLine counts failed and skipped tests, and the run fails", async () => {
  const { code, lastLine } = await run(`
    test("good", () => expect(1).toBe(1));
    test("bad", () => expect(1).toBe(2));
    test("without an assertion", () => {});
    test.skip("skipped", () => expect(1).toBe(1));
    test.todo("to do");
  `);
  expect(lastLine).toBe("1 passed, 2 failed, 2 skipped");
  expect(code).toBe(1);
});

test("ClosingLine counts a file that does not load as failed", async () => {
  const { code, lastLine } = await run(`throw new Error("at load");`);
  expect(lastLine).toBe("0 passed, 1 failed, 0 skipped");
  expect(code).toBe(1);
});

test("ClosingLine counts a group whose preparation throws as failed", async () => {
  const { code, lastLine } = await run(`
    describe("group", () => {
      beforeAll(() => { throw new Error("not prepared"); });
      test("never runs", () => expect(1).toBe(1));
    });
    test("good", () => expect(1).toBe(1));
  `);
  expect(lastLine).toBe("1 passed, 1 failed, 1 skipped");
  expect(code).toBe(1);
});

test("ClosingLine counts an unhandled rejection as failed", async () => {
  const { code, lastLine } = await run(`
    test("good", () => { Promise.reject(new Error("forgotten")); expect(1).toBe(1); });
  `);
  expect(lastLine).toBe("1 passed, 1 failed, 0 skipped");
  expect(code).toBe(1);
});

test.for([
  ["server", "TCPSERVERWRAP", `await once(createServer().listen(0), "listening");`],
  ["interval", "Timeout", `setInterval(() => {}, 1000);`],
  ["timeout", "Timeout", `setTimeout(() => {}, 100_000);`],
  [
    "timer armed in a connection's callback",
    "Timeout",
    `const server = createServer((socket) => { setTimeout(() => {}, 100_000); socket.end(); });
     await once(server.listen(0), "listening");
     const socket = connect(server.address().port).resume();
     await once(socket, "close");
     server.close();`,
  ],
  [
    "connection",
    "TCPWRAP",
    `const server = createServer().listen(0);
     await once(server, "listening");
     await once(connect(server.address().port), "connect");
     server.close();`,
  ],
] as const)("A leaked %s fails the run and is named", async ([, kind, body]) => {
  const { code, lastLine, output } = await run(`
    test("leaks", async () => {
      ${body}
      expect(1).toBe(1);
    });
  `);
  expect(lastLine).toBe("1 passed, 1 failed, 0 skipped");
  expect(output).toMatch(new RegExp(`1 × ${kind} opened\\n.*case\\.test\\.ts:`));
  expect(code).toBe(1);
});

test("What is closed again, and a timer that is unref'd, is no leak", async () => {
  const { code, lastLine } = await run(`
    test("tidy", async () => {
      const server = createServer((socket) => socket.end()).listen(0);
      await once(server, "listening");
      await once(connect(server.address().port).resume(), "close");
      server.close();
      clearTimeout(setTimeout(() => {}, 100_000));
      setTimeout(() => {}, 100_000).unref();
      expect(server.listening).toBe(false);
    });
  `);
  expect(lastLine).toBe("1 passed, 0 failed, 0 skipped");
  expect(code).toBe(0);
});
