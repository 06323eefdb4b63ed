/** A journal of one small package, whose note is true, outside of the repository. */
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

/** Says one line and ends. */
const hello = `/** Says hello. */
import { runMain, type Scope } from "01-background-tasks";

export function main({ print }: Scope): void {
  print("hello");
}

await runMain(import.meta, main);
`;

/** Echoes lines, answers a pause of ten seconds and the end of input, and says goodbye. */
const echo = `/** Echoes. */
import { createTask, listenPort, runMain, type Scope, sleep } from "01-background-tasks";
import { announce, bytesRepr, createServer, type Protocol } from "02-echo-server";

function echo(scope: Scope): Protocol {
  let peer: { write(data: Uint8Array): void; close(): void; abort(): void } | undefined;
  return {
    connectionMade(transport) {
      peer = transport;
      scope.print("somebody came");
      createTask(async () => {
        await sleep(10_000);
        transport.write(Buffer.from("still there?\\r\\n"));
      });
    },
    dataReceived(data) {
      scope.print(\`received [\${bytesRepr(data)}]\`);
      if (String.fromCodePoint(...data) === "reset\\r\\n") peer?.abort();
      else peer?.write(data);
    },
    connectionLost(error) {
      scope.print(error === null ? "somebody left" : "somebody was lost");
    },
  };
}

export async function main(scope: Scope): Promise<void> {
  await using server = await createServer(() => echo(scope), { port: listenPort(8007) });
  announce(server);
  try {
    await server.serveForever();
  } finally {
    scope.print("goodbye");
  }
}

await runMain(import.meta, main);
`;

const steps = `import type { Step } from "test-harness";

export const steps: readonly Step[] = [
  { name: "01-hello", title: "Says hello", does: [], notYet: [] },
  { name: "02-echoes", title: "Echoes", does: [], notYet: [] },
];
`;

const section = (title: string, code: string, happened: string): string => `## ${title}

### What I wanted

Something.

### The code

${code}

### What happened

${happened}

### Why

Because.

### What is still wrong with it

All.
`;

const fence = (info: string, body: string): string => `\`\`\`${info}\n${body}\n\`\`\``;

const mainOfHello = `export function main({ print }: Scope): void {
  print("hello");
}`;

const closing = `## Where Node is not asyncio

Here.

## What is still wrong with it

All of it.
`;

/** The true note of the package; `code` and `happened` replace what its second section shows. */
export function trueNote(
  parts: { readonly code?: string; readonly happened?: string } = {},
): string {
  const helloCode = `<!-- code 01/1#main -->\n\n${fence("ts", mainOfHello)}\n\n<!-- /code -->`;
  const echoes = section("2. Echoes", parts.code ?? "None.", parts.happened ?? "Nothing.");
  const says = section("1. Says hello", helloCode, fence("console", "$ pnpm exp 01 1\nhello"));
  return ["# 01 Small", "It says things.", says + "\n" + echoes, closing].join("\n\n");
}

/** The journal in a folder that is removed when it is disposed. `files` are added or replaced. */
export function temporaryJournal(
  files: Readonly<Record<string, string>> = {},
): Promise<TemporaryProject> {
  const own = {
    "package.json": '{ "type": "module" }',
    "notes/01-small.md": trueNote(),
    "notes/asyncio-to-node.md": "# Asyncio to Node\n\nSee [it](01-small.md#2-echoes).\n",
    "packages/01-small/package.json": '{ "type": "module" }',
    "packages/01-small/src/mod.ts":
      "/**\n * Small things: for\n * tests. No more.\n */\nexport {};\n",
    "packages/01-small/steps.ts": steps,
    "packages/01-small/experiments/01-hello.ts": hello,
    "packages/01-small/experiments/02-echoes.ts": echo,
  };
  return temporaryProject(
    { ...own, ...files },
    {
      "01-background-tasks": "packages/01-background-tasks",
      "02-echo-server": "packages/02-echo-server",
      tsx: "node_modules/tsx",
    },
  );
}
