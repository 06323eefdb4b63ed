import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RunningProgram, startProgram, TcpClient } from "test-harness";
import { expect, test } from "vitest";
import { filesIn, messagesIn, temporaryFolder } from "./mail/folder.ts";
import { codes, ENVELOPE, nextReply } from "./smtp/mail-server.ts";

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
      const client = await program.client("whois");
      await client[Symbol.asyncDispose]();
    } catch (error) {
      // A connection that waits to be accepted when the server closes is reset.
      if (error instanceof Error && "code" in error && error.code === "ECONNREFUSED") return true;
    }
  }
  return false;
}

function port(program: RunningProgram): string {
  return String(program.port("whois"));
}

/** Starts it on free ports with a Maildir of its own, and waits for all its ready lines. */
async function start(...args: readonly string[]): Promise<RunningProgram> {
  const maildir = args.includes("--maildir") ? [] : ["--maildir", await temporaryFolder()];
  return startProgram(NAME, ["--port", "0", ...maildir, ...args], { ready: ["smtp", "whois"] });
}

test("start says where it takes mail and where it answers queries, and nothing else", async () => {
  await using program = await start();
  const { smtp, whois } = program.ports;
  expect(program.stdout).toBe(
    `listening on smtp://127.0.0.1:${smtp}\nlistening on whois://127.0.0.1:${whois}\n`,
  );
  expect(smtp).not.toBe(whois);
});

test("start delivers mail into the folder of --maildir", async () => {
  const dir = join(await temporaryFolder(), "mail");
  await using program = await start("--maildir", dir);
  await using client = await program.client("smtp");
  await client.send(...ENVELOPE, "DATA", "Subject: hello", "", "..", ".", "QUIT");
  expect(await client.readToEnd()).toMatch(/\r\n250 2\.0\.0 Stored as \w+\r\n221 .*\r\n$/);
  expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
  const [message = Buffer.alloc(0)] = await messagesIn(dir);
  expect(message.toString()).toMatch(
    /^Return-Path: <a@example\.com>\r\nReceived: from client\.example [^]* \+0000\r\nSubject: hello\r\n\r\n\.\r\n$/,
  );
  expect(program.stdout.split("\n")).toHaveLength(3);
});

test("start takes a letter that is typed into telnet or nc -C, and tells nc alone what is missing", async () => {
  await using program = await start();
  const typed = `${[...ENVELOPE, "DATA", "Hello.", ".", "QUIT"].join("\n")}\n`;
  const address = ["127.0.0.1", String(program.port("smtp"))];
  const telnet = spawn("telnet", address, { stdio: ["pipe", "pipe", "pipe"] });
  telnet.stdin.write(typed); // and its input stays open, as below
  const stored = /\n250 2\.0\.0 Stored as \w+\r?\n221 2\.0\.0 localhost closes: goodbye\r?\n/;
  expect(await outputOf(telnet)).toMatch(stored);
  expect(await run("nc", ["-C", ...address], typed)).toMatch(stored);
  expect(await run("nc", address, typed)).toMatch(
    /^220 .*\r\n500 5\.5\.2 The line ended in LF alone: lines end in CRLF \(nc -C\)\r\n$/,
  );
});

test("start delivers into the package's own folder when it is not told another", async () => {
  await using _ = await startProgram(NAME, ["--port", "0"], { ready: ["smtp", "whois"] });
  const dir = join(import.meta.dirname, "../maildir");
  expect(await readdir(dir)).toEqual(expect.arrayContaining(["cur", "new", "tmp"]));
});

test("start takes a port for each server in place of one option for both", async () => {
  const args = ["--smtp-port", "0", "--whois-port", "0", "--maildir", await temporaryFolder()];
  await using program = await startProgram(NAME, args, { ready: ["smtp", "whois"] });
  expect(Object.keys(program.ports).toSorted()).toEqual(["smtp", "whois"]);
});

test("start lets in 100 connections of one client and 1000 of all, and says 421 to one more", async () => {
  await using program = await start();
  await using clients = new AsyncDisposableStack();
  const connect = async (localAddress: string): Promise<string> => {
    const client = clients.use(await program.client("smtp", { localAddress }));
    return nextReply(client);
  };
  for (let host = 1; host <= 10; host += 1) {
    const hundred = Array.from({ length: 100 }, () => connect(`127.0.0.${host}`));
    expect(new Set(await Promise.all(hundred))).toEqual(new Set(["220 localhost ESMTP"]));
    if (host > 1) continue;
    expect(await connect("127.0.0.1")).toMatch(/^421 localhost .* from 127\.0\.0\.1: at most 100 /);
  }
  expect(await connect("127.0.0.11")).toMatch(/^421 localhost .*: at most 1000 at a time$/);
});

test("start --records answers from another folder", async () => {
  const dir = await temporaryFolder();
  await writeFile(join(dir, "Example.ORG.txt"), "mine\n");
  await using program = await start("--records", dir);
  const address = ["-N", "127.0.0.1", port(program)];
  expect(await run("nc", address, "example.org\n")).toBe("mine\r\n");
  expect(await run("nc", address, "example.com\n")).toBe('No match for "example.com".\r\n');
});

test("start --host binds every address of a name, for both servers", async () => {
  await using program = await start("--host", "localhost");
  for (const scheme of ["smtp", "whois"]) {
    const addresses = program.listening.filter((line) => line.scheme === scheme);
    expect(addresses.map(({ host }) => host)).toContain("127.0.0.1");
    for (const address of addresses) {
      await using client = await TcpClient.connect(address);
      await client.send(scheme === "smtp" ? "QUIT" : "example.com");
      expect(await client.readToEnd()).toMatch(scheme === "smtp" ? /^220 .*\r\n221 / : RECORD);
    }
  }
});

test.for([
  { args: ["--records", "/nowhere"], status: 1, says: /^Cannot read records from "\/nowhere": / },
  {
    args: ["--maildir", "/nowhere/mail"],
    status: 1,
    says: /^Cannot deliver .*"\/nowhere\/mail": /,
  },
  {
    args: ["--maildir", "/dev/null"],
    status: 1,
    says: /^Cannot deliver .*: it is not a folder\n$/,
  },
  { args: ["--maildir", ""], status: 2, says: /^Cannot use .* without a name\nusage: / },
  { args: ["--whois-port", "x"], status: 2, says: /^Cannot use --whois-port "x": .*\nusage: / },
  { args: ["--smtp-port", "65536"], status: 2, says: /^Cannot use --smtp-port .*\nusage: / },
  { args: ["--host", ""], status: 2, says: /^Cannot use --host "": .*\nusage: / },
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

test.for(["smtp", "whois"])(
  "start says in one line that the %s port is in use, and ends with status 1",
  async (scheme) => {
    await using first = await start();
    const taken = String(first.port(scheme));
    const args = ["--port", "0", `--${scheme}-port`, taken, "--maildir", await temporaryFolder()];
    await using second = await startProgram(NAME, args, { ready: 0 });
    expect(await second.exit).toEqual({ code: 1, signal: null });
    expect(second.stderr).toBe(`Cannot listen on 127.0.0.1:${taken}: the port is in use\n`);
    expect(second.stdout).toBe("");
  },
);

test.for([
  { signal: "SIGINT", status: 130 },
  { signal: "SIGTERM", status: 143 },
] as const)("start ends with status $status on $signal, and closes who waits", async (end) => {
  await using program = await start();
  await using client = await program.client("whois");
  await client.sendRaw("half a quer");
  await using mailer = await program.client("smtp");
  await nextReply(mailer);
  // Whoever came before somebody who has an answer was let in.
  expect(await run("nc", ["127.0.0.1", port(program)], "example.com\n")).toMatch(RECORD);
  program.signal(end.signal);
  await client.expectEnd();
  await mailer.expect("421 4.3.2 localhost closes: it is shutting down");
  await mailer.expectEnd();
  expect(await program.exit).toEqual({ code: end.status, signal: null });
  expect(program.stderr).toBe("");
});

test("start sends the answers that have begun to their end before it stops", async () => {
  const dir = await temporaryFolder();
  const text = "0123456789abcde\n".repeat(1024 * 1024); // 16 MiB: more than the kernel holds
  await writeFile(join(dir, "long.example.txt"), text);
  await using program = await start("--records", dir);
  await using client = await program.client("whois");
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
});

test("start takes a message that has begun to its end before it stops", async () => {
  const dir = await temporaryFolder();
  await using program = await start("--maildir", dir);
  await using client = await program.client("smtp");
  await nextReply(client);
  await codes(client, [...ENVELOPE, "DATA"]);
  await client.send("first line");
  program.signal("SIGTERM");
  expect(await stoppedListening(program)).toBe(true);
  await client.send("last line", ".");
  await client.expect(/^250 2\.0\.0 Stored as /, "421 4.3.2 localhost closes: it is shutting down");
  await client.expectEnd();
  expect(await program.exit).toEqual({ code: 143, signal: null });
  expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
  expect(program.stderr).toBe("");
});
