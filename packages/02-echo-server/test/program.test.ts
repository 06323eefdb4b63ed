import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { startProgram } from "test-harness";
import { expect, test } from "vitest";

const anyPort = ["--port", "0"];

test("start prints one ready line and nothing else before somebody connects", async () => {
  await using echo = await startProgram("02-echo-server", anyPort);
  expect(echo.stdout).toBe(`listening on tcp://127.0.0.1:${echo.port("tcp")}\n`);
  expect(echo.stderr).toBe("");
});

test("start prints every chunk as Python's repr of bytes, and echoes it", async () => {
  await using echo = await startProgram("02-echo-server", anyPort);
  await using client = await echo.client();
  await client.send("fdasfdskl");
  await echo.line(String.raw`received [b'fdasfdskl\r\n']`);
  await client.expect("fdasfdskl");
  await client.sendRaw(Buffer.of(0, 27, 39, 92, 255));
  await echo.line(String.raw`received [b"\x00\x1b'\\\xff"]`);
  expect(await client.read(5)).toEqual(Buffer.of(0, 27, 39, 92, 255));
});

test("start --quiet echoes and prints nothing but the ready line", async () => {
  await using echo = await startProgram("02-echo-server", [...anyPort, "--quiet"]);
  await using client = await echo.client();
  await client.send("hello");
  await client.expect("hello");
  echo.signal("SIGTERM");
  await echo.exit;
  expect(echo.lines).toHaveLength(1);
});

test("start --host listens there, and prints an IPv6 address in brackets", async () => {
  await using echo = await startProgram("02-echo-server", [...anyPort, "--host", "::1"]);
  expect(echo.lines).toEqual([`listening on tcp://[::1]:${echo.port()}`]);
  await using client = await echo.client();
  await client.send("hello");
  await client.expect("hello");
});

test("start listens on 127.0.0.1:8007 by default; a port in use is one line and status 1", async () => {
  // Whoever has that port, we or somebody else: it is in use.
  const holder = createServer().listen(8007, "127.0.0.1");
  await once(holder, "listening").catch(() => undefined);
  await using echo = await startProgram("02-echo-server", [], { ready: 0 });
  expect(await echo.exit).toEqual({ code: 1, signal: null });
  expect(echo.stderr).toBe("Cannot listen on 127.0.0.1:8007: the port is in use\n");
  expect(echo.stdout).toBe("");
  if (holder.listening) {
    holder.close();
    await once(holder, "close");
  }
});

test.for([
  [["--verbose"], "--verbose"],
  [["--port", "http"], '"http"'],
  [["--port", "65536"], '"65536"'],
  [["--port"], "--port"],
  [["8007"], "8007"],
] as const)("start %j is wrong use: what is wrong, usage, status 2", async ([args, named]) => {
  await using echo = await startProgram("02-echo-server", args, { ready: 0 });
  expect(await echo.exit).toEqual({ code: 2, signal: null });
  const [problem, usage, ...rest] = echo.stderr.split("\n");
  expect(problem).toContain(named);
  expect(usage).toBe("usage: start [--host HOST] [--port PORT] [--quiet]");
  expect(rest).toEqual([""]);
  expect(echo.stdout).toBe("");
});

test.for([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("start ends politely on %s with status %i", async ([signal, code]) => {
  await using echo = await startProgram("02-echo-server", [...anyPort, "--quiet"]);
  await using idle = await echo.client();
  await using busy = await echo.client();
  const sent = Buffer.alloc(1_000_000, "x");
  busy.pause();
  await busy.sendRaw(sent.subarray(0, 10_000));
  await idle.send("hello");
  await idle.expect("hello");
  echo.signal(signal);
  await idle.expectEnd();
  busy.resume();
  expect(await busy.readBytesToEnd()).toEqual(sent.subarray(0, 10_000));
  expect(await echo.exit).toEqual({ code, signal: null });
  expect(echo.stderr).toBe("");
});

test("telnet gets its line back, and start shows it as in the story", async () => {
  await using echo = await startProgram("02-echo-server", anyPort);
  const telnet = spawn("telnet", ["127.0.0.1", String(echo.port())]);
  const output = text(telnet.stdout);
  telnet.stdin.write("fdasfdskl\n"); // and held open: telnet leaves with its input
  await echo.line(String.raw`received [b'fdasfdskl\r\n']`);
  echo.signal("SIGTERM");
  expect(await output).toMatch(/\nfdasfdskl\r?\n/);
  telnet.stdin.end();
  telnet.stderr.resume();
  if (telnet.exitCode === null) await once(telnet, "close");
});

test("printf 'x' | nc -N gets its byte back", async () => {
  await using echo = await startProgram("02-echo-server", anyPort);
  const nc = spawn("nc", ["-N", "127.0.0.1", String(echo.port())], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const closed = once(nc, "close");
  const output = text(nc.stdout);
  nc.stdin.end("x");
  expect(await output).toBe("x");
  expect(await closed).toEqual([0, null]);
  expect(echo.lines.slice(1)).toEqual(["received [b'x']"]);
});
