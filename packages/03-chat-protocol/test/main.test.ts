import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningProgram, startProgram, TcpClient } from "test-harness";
import { expect, test } from "vitest";

const NAME = "03-chat-protocol";

/** The invented record of example.com, as it goes over the wire. */
const RECORD =
  /^% This record is invented: .*\r\n\r\nDomain Name: EXAMPLE\.COM\r\n[^]*DNSSEC: unsigned\r\n$/;

/** Runs a client of the system to its end, and returns what it printed. */
async function run(command: string, args: readonly string[], input?: string): Promise<string> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  if (input !== undefined) child.stdin.end(input);
  return outputOf(child);
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = "";
  child.stdout?.on("data", (chunk) => (output += String(chunk)));
  child.stderr?.on("data", (chunk) => (output += String(chunk)));
  await once(child, "close");
  return output;
}

/** Waits until nobody new is let in. The limit on attempts is a guard against hanging. */
async function stoppedListening(program: RunningProgram): Promise<boolean> {
  for (let attempts = 0; attempts < 10_000; attempts += 1) {
    try {
      const client = await program.client();
      await client[Symbol.asyncDispose]();
    } catch (error) {
      // A connection that waits to be accepted when the server closes is reset.
      if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED") return true;
    }
  }
  return false;
}

function port(program: RunningProgram): string {
  return String(program.ports["whois"]);
}

test("start answers the whois client of the system", async () => {
  await using program = await startProgram(NAME, ["--port", "0"]);
  expect(program.stdout).toBe(`listening on whois://127.0.0.1:${port(program)}\n`);
  const answer = await run("whois", ["-h", "127.0.0.1", "-p", port(program), "Example.COM"], "");
  // The client prints LF.
  expect(answer.replaceAll(/\r?\n/g, "\r\n")).toMatch(RECORD);
});

test("start answers nc: with its end of input or without, half-closed or not", async () => {
  await using program = await startProgram(NAME, ["--port", "0"]);
  const address = ["127.0.0.1", port(program)];
  expect(await run("nc", address, "example.com\n")).toMatch(RECORD);
  expect(await run("nc", address, "example.com\r\n")).toMatch(RECORD);
  expect(await run("nc", ["-N", ...address], "example.com\n")).toMatch(RECORD);
  expect(await run("nc", ["-N", ...address], "example.com")).toMatch(RECORD);
  expect(await run("nc", ["-N", ...address], "example.com\r\0\n")).toMatch(RECORD);
  expect(await run("nc", ["-N", ...address], "")).toBe("");
});

test("start answers telnet", async () => {
  await using program = await startProgram(NAME, ["--port", "0"]);
  const telnet = spawn("telnet", ["127.0.0.1", port(program)], { stdio: ["pipe", "pipe", "pipe"] });
  // Its input stays open: telnet gives up at the end of it without waiting for the answer.
  telnet.stdin.write("example.com\n");
  const output = await outputOf(telnet);
  expect(output).toContain("\nDomain Name: EXAMPLE.COM\n");
  expect(output).toContain("Connection closed by foreign host.");
});

test("start --records answers from another folder", async () => {
  const dir = await mkdtemp(join(tmpdir(), "records-"));
  try {
    await writeFile(join(dir, "Example.ORG.txt"), "mine\n");
    await using program = await startProgram(NAME, ["--whois-port", "0", "--records", dir]);
    const address = ["-N", "127.0.0.1", port(program)];
    expect(await run("nc", address, "example.org\n")).toBe("mine\r\n");
    expect(await run("nc", address, "example.com\n")).toBe('No match for "example.com".\r\n');
  } finally {
    await rm(dir, { recursive: true });
  }
});

test("start --host binds every address of a name", async () => {
  await using program = await startProgram(NAME, ["--host", "localhost", "--port", "0"]);
  const hosts = program.listening.map(({ host }) => host);
  expect(hosts).toContain("127.0.0.1");
  for (const address of program.listening) {
    await using client = await TcpClient.connect(address);
    await client.send("example.com");
    expect(await client.readToEnd()).toMatch(RECORD);
  }
});

test.for([
  { args: ["--records", "/nowhere"], status: 1, says: /^Cannot read records from "\/nowhere": / },
  { args: ["--whois-port", "x"], status: 2, says: /^Cannot use --whois-port "x": .*\nusage: / },
  { args: ["--port", "8043"], status: 2, says: /^Cannot use --port "8043": .*\nusage: / },
  { args: ["--other"], status: 2, says: /'--other'\nusage: start \[--host HOST\] / },
  { args: ["word"], status: 2, says: /'word'.*\nusage: / },
])("start $args ends with status $status and says why", async ({ args, status, says }) => {
  await using program = await startProgram(NAME, args, { ready: 0 });
  expect(await program.exit).toEqual({ code: status, signal: null });
  expect(program.stderr).toMatch(says);
  expect(program.stderr).not.toContain("    at ");
  expect(program.stdout).toBe("");
});

test("start says in one line that the port is in use, and ends with status 1", async () => {
  await using first = await startProgram(NAME, ["--port", "0"]);
  const args = ["--whois-port", port(first)];
  await using second = await startProgram(NAME, args, { ready: 0 });
  expect(await second.exit).toEqual({ code: 1, signal: null });
  expect(second.stderr).toBe(`Cannot listen on 127.0.0.1:${port(first)}: the port is in use\n`);
});

test.for([
  { signal: "SIGINT", status: 130 },
  { signal: "SIGTERM", status: 143 },
] as const)("start ends with status $status on $signal, and closes who waits", async (end) => {
  await using program = await startProgram(NAME, ["--port", "0"]);
  await using client = await program.client();
  await client.sendRaw("half a quer");
  // Whoever came before somebody who has an answer was let in.
  expect(await run("nc", ["127.0.0.1", port(program)], "example.com\n")).toMatch(RECORD);
  program.signal(end.signal);
  await client.expectEnd();
  expect(await program.exit).toEqual({ code: end.status, signal: null });
  expect(program.stderr).toBe("");
});

test("start sends the answers that have begun to their end before it stops", async () => {
  const dir = await mkdtemp(join(tmpdir(), "records-"));
  try {
    const text = "0123456789abcde\n".repeat(1024 * 1024); // 16 MiB: more than the kernel holds
    await writeFile(join(dir, "long.example.txt"), text);
    await using program = await startProgram(NAME, ["--port", "0", "--records", dir]);
    await using client = await program.client();
    await client.send("long.example");
    await client.expect("0123456789abcde");
    client.pause();
    program.signal("SIGTERM");
    expect(await stoppedListening(program)).toBe(true);
    client.resume();
    const rest = await client.readBytesToEnd();
    expect(rest.length).toBe((text.length / 16) * 17 - 17);
    expect(await program.exit).toEqual({ code: 143, signal: null });
    expect(program.stderr).toBe("");
  } finally {
    await rm(dir, { recursive: true });
  }
});
