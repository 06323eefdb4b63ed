/** `pnpm exp`, by really running it. */
import { join } from "node:path";
import { rename, writeFile } from "node:fs/promises";
import { repositoryRoot, type RunningProgram, startProgram } from "test-harness";
import { afterAll, expect, test } from "vitest";
import { temporaryJournal } from "./temporary-journal.ts";
import { CTRL_C, type Replies, startOnTerminal } from "./terminal.ts";

const exp = join(import.meta.dirname, "../src/exp.ts");
const journal = await temporaryJournal();
afterAll(() => journal[Symbol.asyncDispose]());

type Environment = Readonly<Record<string, string | undefined>>;

function start(
  args: readonly string[],
  { cwd = journal.folder, env = {} }: { readonly cwd?: string; readonly env?: Environment } = {},
): Promise<RunningProgram> {
  const script = `node --import tsx ${exp}`;
  return startProgram({ cwd, script }, args, { ready: 0, env });
}

function startTyping(
  args: readonly string[],
  replies: Replies,
  env: Environment = {},
): Promise<RunningProgram> {
  return startOnTerminal(journal.folder, ["--import", "tsx", exp, ...args], replies, env);
}

/** Runs it to its end. */
async function run(
  args: readonly string[],
  options: Parameters<typeof start>[1] = {},
): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number | null }> {
  await using program = await start(args, options);
  const { code } = await program.exit;
  return { stdout: program.stdout, stderr: program.stderr, code };
}

const packageList = `01-small  Small things

pnpm exp 02            its steps
pnpm exp 02 3          runs one; what follows is for the step, such as --port 0
pnpm exp 02 3 --watch  runs it again whenever a file changes
pnpm exp 02 3 --diff   what it changes in the step before
pnpm exp 02 3 --read   what the note says about it
`;

const stepList = `01-small: Small things

1  Says hello
2  Echoes
`;

test("exp lists the packages that have steps", async () => {
  expect(await run([])).toEqual({ stdout: packageList, stderr: "", code: 0 });
});

test("exp lists those of this repository, each in one line", async () => {
  const { stdout } = await run([], { cwd: repositoryRoot });
  for (const name of ["01-background-tasks", "02-echo-server", "03-chat-protocol"]) {
    expect(stdout).toMatch(new RegExp(`^${name} +\\S.{20,60}$`, "m"));
  }
});

test.for(["1", "01", "01-small"])("exp lists the steps of package %s", async (name) => {
  expect(await run([name])).toEqual({ stdout: stepList, stderr: "", code: 0 });
});

test.for([
  [["9"], 'Cannot find package "9": none of this number or name has steps', packageList],
  [["small"], 'Cannot find package "small"', packageList],
  [["01", "3"], 'Cannot find step "3" of 01-small: its steps are 1 to 2', stepList],
  [["01", "0"], 'Cannot find step "0"', stepList],
  [["01", "echoes"], 'Cannot find step "echoes"', stepList],
  [["--list"], 'Cannot use "--list": exp has no such option', packageList],
  [["01", "-x"], 'Cannot use "-x"', stepList],
  [["01", "1", "--dif"], 'Cannot use "--dif": exp has no such option', stepList],
  [["--diff"], "Cannot use --diff without a step", packageList],
  [["01", "--watch"], "Cannot use --watch without a step", stepList],
  [["01", "2", "--diff", "--read"], "Cannot use --diff and --read at once", stepList],
  [["01", "2", "--diff", "--port"], 'Cannot use "--port" with --diff', stepList],
] as const)("exp answers %j with what is wrong, and the list", async ([args, problem, list]) => {
  const { stdout, stderr, code } = await run(args);
  expect(stderr.split("\n")[0]).toContain(problem);
  expect(stderr.split("\n").slice(1).join("\n")).toBe(`\n${list}`);
  expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
});

test.for(["1", "01", "01-hello"])("exp runs step %s", async (name) => {
  expect(await run(["01", name])).toEqual({ stdout: "hello\n", stderr: "", code: 0 });
});

test("exp ends with the status of the step, and says what the step says", async () => {
  expect(await run(["01", "2", "--port", "x"])).toEqual({
    stdout: "",
    stderr: 'Cannot use --port "x": not a number from 0 to 65535\n',
    code: 2,
  });
});

test("exp hands on what is behind the step, and after -- also what it would know itself", async () => {
  const text = "console.log(process.argv.slice(2).join(' '));\n";
  await using other = await temporaryJournal({ "packages/01-small/experiments/01-hello.ts": text });
  const args = ["01", "1", "a", "--port", "0", "--", "--watch"];
  const { stdout } = await run(args, { cwd: other.folder });
  expect(stdout).toBe("a --port 0 --watch\n");
});

test.for([["--help"], ["-h"], ["01", "--help"], ["01", "1", "--help"], ["--"]])(
  "exp %j lists the packages",
  async (args) => {
    expect(await run(args)).toEqual({ stdout: packageList, stderr: "", code: 0 });
  },
);

test.for([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 143],
] as const)("exp hands on %s and waits until the step has ended", async ([signal, status]) => {
  await using program = await start(["01", "2", "--port", "0"]);
  await program.ready(1);
  program.signal(signal);
  await program.line("goodbye");
  expect(await program.exit).toEqual({ code: status, signal: null });
});

test("exp reports a step that was killed as a shell does", async () => {
  const text = 'process.kill(process.pid, "SIGKILL");\n';
  await using other = await temporaryJournal({ "packages/01-small/experiments/01-hello.ts": text });
  const { code } = await run(["01", "1"], { cwd: other.folder });
  expect(code).toBe(137);
});

/** Counts signals, answers what is typed, and ends at the second signal. */
const counting = `
let count = 0;
process.on("SIGINT", () => {
  count += 1;
  console.log("signal " + count);
  if (count === 2) process.exit(3);
});
process.stdin.on("data", () => console.log("pong"));
console.log("ready");
`;

test("Ctrl-C on a terminal reaches the step once each time, and typing reaches it, too", async () => {
  await using other = await temporaryJournal({
    "packages/01-small/experiments/01-hello.ts": counting,
  });
  const args = ["--import", "tsx", exp, "01", "1"];
  const replies = [
    ["ready", CTRL_C],
    ["signal 1", "ping\r"],
    ["pong", CTRL_C],
  ] as const;
  await using program = await startOnTerminal(other.folder, args, replies);
  expect((await program.exit).code).toBe(3);
  const said = program.lines.map((line) => line.replace("^C", "").trim());
  expect(said).toEqual(["ready", "signal 1", "ping", "pong", "signal 2"]);
});

test.for([[[]], [["--watch"]]] as const)(
  "Ctrl-C on a terminal lets a step say goodbye, with %j",
  async ([options]) => {
    const args = ["01", "2", "--port", "0", ...options];
    await using program = await startTyping(args, [["listening on", CTRL_C]]);
    expect((await program.exit).code).toBe(130);
    expect(program.stdout.match(/goodbye/g)).toHaveLength(1);
  },
);

test("exp --watch runs the step again whenever its file is saved, until Ctrl-C", async () => {
  await using other = await temporaryJournal();
  await using program = await start(["01", "2", "--watch", "--port", "0"], { cwd: other.folder });
  await program.ready(1);
  // A whole other program has come and gone: by now the watcher watches.
  await run(["01"], { cwd: other.folder });
  const file = join(other.folder, "packages/01-small/experiments/02-echoes.ts");
  for (const word of ["once", "twice", "thrice"]) {
    // Many editors save so: another file takes the place of the old one.
    await writeFile(`${file}~`, `console.log("${word}");\nsetInterval(() => {}, 1000);\n`);
    await rename(`${file}~`, file);
    await program.line(word);
    await run(["01"], { cwd: other.folder });
  }
  expect(program.lines).toContain("goodbye");
  program.signal("SIGINT");
  expect((await program.exit).signal).toBeNull();
});

const header = `--- packages/01-small/experiments/01-hello.ts
+++ packages/01-small/experiments/02-echoes.ts
@@ -2,7`;

test("exp --diff shows the difference to the step before, without colours in a pipe", async () => {
  const { stdout, code } = await run(["01", "2", "--diff"]);
  expect(stdout.startsWith(header)).toBe(true);
  expect(stdout).toContain('\n-import { runMain, type Scope } from "01-background-tasks";\n');
  expect(stdout).toContain("\n+    await server.serveForever();\n");
  expect(stdout).not.toContain("\u001B");
  expect(code).toBe(0);
});

test("exp --diff is in colours on a terminal", async () => {
  await using program = await startTyping(["01", "2", "--diff"], []);
  expect((await program.exit).code).toBe(0);
  expect(program.stdout).toContain("\u001B[32m+    await server.serveForever();\u001B[39m");
});

test("exp --diff of the first step says that it is the first", async () => {
  const stdout = "01-hello is the first step: there is none before it\n";
  expect(await run(["01", "1", "--diff"])).toEqual({ stdout, stderr: "", code: 0 });
});

test("exp --read prints the section of the note, without markers, where there is no terminal", async () => {
  const { stdout, code } = await run(["01", "1", "--read"], { env: { PAGER: "false" } });
  expect(stdout).toMatch(/^## 1\. Says hello\n\n### What I wanted\n\nSomething\.\n/);
  expect(stdout).toMatch(/\n### The code\n\n```ts\nexport function main/);
  expect(stdout).toMatch(/\n### What is still wrong with it\n\nAll\.\n$/);
  expect(code).toBe(0);
});

test("exp --read goes through the pager on a terminal", async () => {
  const env = { PAGER: "sed s/^/|/" };
  await using program = await startTyping(["01", "2", "--read"], [], env);
  expect((await program.exit).code).toBe(0);
  const lines = program.lines.map((line) => line.trim());
  expect(lines.slice(0, 3)).toEqual(["|## 2. Echoes", "|", "|### What I wanted"]);
});

test.for(["", "no-such-pager --at-all"])(
  'exp --read prints plainly on a terminal when the pager is "%s"',
  async (pager) => {
    await using program = await startTyping(["01", "2", "--read"], [], { PAGER: pager });
    expect((await program.exit).code).toBe(0);
    expect(program.lines[0]?.trim()).toBe("## 2. Echoes");
  },
);

test("exp --read says in one line that the note has no such section", async () => {
  await using other = await temporaryJournal({ "notes/01-small.md": "# 01 Small\n" });
  expect(await run(["01", "2", "--read"], { cwd: other.folder })).toEqual({
    stdout: "",
    stderr: 'Cannot read about step 02-echoes: notes/01-small.md has no section "2. Echoes"\n',
    code: 1,
  });
});
