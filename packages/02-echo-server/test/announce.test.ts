import { run } from "01-background-tasks";
import { announce, createServer } from "02-echo-server";
import { startProgram } from "test-harness";
import { expect, test } from "vitest";

/** A server with a socket for each of two families. */
const server = {
  addresses: [
    { host: "127.0.0.1", port: 8007, family: 4 },
    { host: "::1", port: 8007, family: 6 },
  ],
} as const;

test("announce prints a line for each socket to where the run prints, IPv6 in brackets", async () => {
  const lines: string[] = [];
  await run(() => announce(server), { print: (line) => lines.push(line) });
  expect(lines).toEqual(["listening on tcp://127.0.0.1:8007", "listening on tcp://[::1]:8007"]);
});

test("announce names the scheme that it is given", async () => {
  const lines: string[] = [];
  await run(() => announce(server, "whois"), { print: (line) => lines.push(line) });
  expect(lines).toEqual(["listening on whois://127.0.0.1:8007", "listening on whois://[::1]:8007"]);
});

test("announce says the port that a server really has, and nothing before it listens", async () => {
  const lines: string[] = [];
  let port: number | undefined;
  await run(
    async () => {
      const waiting = await createServer(() => ({}), { startServing: false });
      announce(waiting);
      await waiting.startServing();
      port = waiting.addresses[0]?.port;
      announce(waiting);
    },
    { print: (line) => lines.push(line) },
  );
  expect(lines).toEqual([`listening on tcp://127.0.0.1:${port}`]);
});

test("announce outside of a run prints to standard output", async () => {
  const cwd = import.meta.dirname;
  await using program = await startProgram({
    cwd,
    script: "node --import tsx programs/announces.ts",
  });
  expect(await program.exit).toEqual({ code: 0, signal: null });
  expect(program.stdout).toBe("listening on tcp://127.0.0.1:8007\nlistening on tcp://[::1]:8007\n");
  expect(program.stderr).toBe("");
});
