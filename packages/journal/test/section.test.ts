/** What the fences of a section show is done. */
import { afterAll, expect, test } from "vitest";
import { checkFences, fence, started } from "./check-fences.ts";
import { temporaryJournal } from "./temporary-journal.ts";

const journal = await temporaryJournal();
afterAll(() => journal[Symbol.asyncDispose]());

const shown: readonly (readonly [string, readonly string[]])[] = [
  ["a command", [fence("console", "$ pnpm exp 01 1", "hello")]],
  ["two commands", [fence("console", "$ true", "$ printf 'a\\nb\\n'", "a", "b")]],
  ["an exit status", [fence("console", "$ sh -c 'exit 3'", "? 3")]],
  ["the list of steps", [fence("console", "$ pnpm exp 01", "01-small: Small things", "...")]],
  [
    "a wrong number",
    [fence("console", "$ pnpm exp 9", 'Cannot find package "9"[..]', "...", "? 2")],
  ],
  ["a server that stays up", [fence("console", ...started, "...")]],
  ["a server and Ctrl-C", [fence("console", ...started, "^C", "goodbye")]],
  [
    "a server that is stopped and started again in one terminal",
    [fence("console", ...started, "^C", "goodbye", ...started, "^C", "goodbye")],
  ],
  [
    "a server and its client",
    [
      fence(
        "console",
        ...started,
        "somebody came",
        String.raw`received [b'one\n']`,
        "...",
        "^C",
        "...",
      ),
      fence("console", "$ printf 'one\\n' | nc -N 127.0.0.1 8007", "one"),
    ],
  ],
  [
    "a port of one's own",
    [
      fence("console", "$ pnpm exp 01 2 --port 8017", "listening on tcp://127.0.0.1:8017", "..."),
      fence("console", "$ printf 'one\\n' | nc -N 127.0.0.1 8017", "one"),
    ],
  ],
  [
    "two who want the same port",
    [
      fence("console", ...started, "...", "^C", "goodbye"),
      fence("console", "$ pnpm exp 01 2", "Cannot listen on 127.0.0.1:8007: [..]", "? 1"),
    ],
  ],
  ["a conversation with a step", [fence("tcp 01/2", "C: one", "S: o[..]", "C: <EOF>", "S: <EOF>")]],
  [
    "raw bytes",
    [
      fence(
        "tcp 1/2",
        String.raw`C: b'\x00\xffa\n'`,
        String.raw`S: b'\x00\xff'`,
        String.raw`S: b'a\n'`,
      ),
    ],
  ],
  [
    "several clients",
    [
      fence(
        "console",
        ...started,
        "somebody came",
        "somebody came",
        String.raw`received [b'two\r\n']`,
        "...",
      ),
      fence(
        "tcp 01/2",
        "C1: b''",
        "C2: two",
        "S2: two",
        "C1: one",
        "S1: one",
        "C2: <EOF>",
        "S2: <EOF>",
      ),
    ],
  ],
  ["a reset by the server", [fence("tcp 01/2", "C: reset", "S: <RST>")]],
  [
    "a reset by the client",
    [
      fence(
        "console",
        ...started,
        "somebody came",
        String.raw`received [b'a\r\n']`,
        "somebody was lost",
        "^C",
        "goodbye",
      ),
      fence("tcp 01/2", "C: a", "S: a", "C: <RST>"),
    ],
  ],
  [
    "Ctrl-C in a conversation",
    [
      fence("console", ...started, "somebody came", "^C", "goodbye", "somebody left"),
      fence("tcp 01/2", "C: b''", "^C", "S: <EOF>"),
    ],
  ],
  [
    "time that passes",
    [
      fence("console", ...started, "somebody came", "somebody left", "^C", "goodbye"),
      fence("tcp 01/2", "... 9 s pass", "... 1 s pass", "S: still there?"),
    ],
  ],
  ["a program of a package", [fence("tcp 02-echo-server tcp", "C: one", "S: one")]],
];

test.for(shown)("checkSection finds nothing wrong with %s", async ([, fences]) => {
  expect(await checkFences(journal.folder, fences)).toEqual([]);
});

test("checkSection takes for output what a step on a moved clock reports on standard error", async () => {
  const file = "packages/01-small/experiments/02-echoes.ts";
  await using other = await temporaryJournal({
    [file]: `import { createTask, listenPort, sleep } from "01-background-tasks";
      import { announce, createServer } from "02-echo-server";
      export async function main(): Promise<void> {
        await using server = await createServer(() => ({}), { port: listenPort(8007) });
        announce(server);
        createTask(async () => { await sleep(5000); throw "broken"; }, { name: "worker" });
        await server.serveForever();
      }`,
  });
  const report = "Task \"worker\" failed and nobody awaited it: 'broken'";
  const fences = [fence("console", ...started, report), fence("tcp 01/2", "... 5 s pass")];
  expect(await checkFences(other.folder, fences)).toEqual([]);
});
