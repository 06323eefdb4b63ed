import { createServer } from "02-echo-server";
import { startServer, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { type WhoisAnswerer, WhoisSession } from "../src/mod.ts";
import { ask } from "./ask.ts";
import { everyCut } from "./frames.ts";
import { connect } from "./recorder.ts";

test.for([
  { end: "\r\n", name: "CR LF" },
  { end: "\n", name: "LF" },
  { end: "\r\0\n", name: "CR NUL LF, as telnet may" },
  { end: "\r\0\r\n", name: "CR NUL CR LF" },
  { end: "\0\n", name: "NUL LF" },
])("WhoisSession answers a line that ends in $name, and closes", async ({ end }) => {
  const input = `example.com${end}`;
  const answers = await Promise.all(everyCut(input).map((chunks) => ask(chunks)));
  expect(new Set(answers)).toEqual(new Set(["<example.com> closed"]));
});

test.for(["", "\r", "\r\0"])(
  "WhoisSession answers a line that ends in a half-close, behind %j",
  async (end) => {
    const cuts = everyCut(`example.com${end}`);
    const answers = await Promise.all(cuts.map((chunks) => ask(chunks, { eof: true })));
    expect(new Set(answers)).toEqual(new Set(["<example.com> closed"]));
  },
);

test("WhoisSession answers once, with or without a half-close, whatever else comes", async () => {
  expect(await ask(["example.com\r\n"], { eof: true })).toBe("<example.com> closed");
  expect(await ask(["one\r\ntwo\r\nthree"], { eof: true })).toBe("<one> closed");
  expect(await ask(["one\r\n", "two\r\n"])).toBe("<one> closed");
});

test("WhoisSession does not wait for the half-close", async () => {
  expect(await ask(["example.com"])).toBe(" open");
  expect(await ask(["example.com\n"])).toBe("<example.com> closed");
});

test("WhoisSession asks the answerer also for an empty line, but not without any", async () => {
  expect(await ask(["\r\n"])).toBe("<> closed");
  expect(await ask([""], { eof: true })).toBe(" closed");
});

test("WhoisSession leaves the query as it is, but for its end", async () => {
  expect(await ask(["  -T dn\t a\rb\0c  \r\n"])).toBe("<  -T dn\t a\rb\0c  > closed");
});

test("WhoisSession decodes the query as UTF-8, and shows what is none as U+FFFD", async () => {
  const queries: string[] = [];
  const answer: WhoisAnswerer = (query) => {
    queries.push(query);
    return "";
  };
  await ask([Buffer.from("bücher.example\n")], { answer });
  await ask([Buffer.from("b\u00fccher.example\n", "latin1")], { answer });
  await ask([Buffer.from("\ufeffexample.com\n")], { answer });
  expect(queries).toEqual(["bücher.example", "b\ufffdcher.example", "example.com"]);
});

test("WhoisSession says in a line that a query is too long, and closes", async () => {
  const line = "Query refused: it is longer than 1024 bytes.\r\n closed";
  expect(await ask([`${"x".repeat(1025)}\r\n`])).toBe(line);
  expect(await ask(["x".repeat(1025)], { eof: true })).toBe(line);
  expect(await ask(["x".repeat(2000)])).toBe(line);
  expect(await ask([`${"x".repeat(1024)}\r\n`])).toBe(`<${"x".repeat(1024)}> closed`);
  const options = { maxLength: 4, tooLong: (limit: number) => `% over ${limit}\r\n` };
  expect(await ask(["12345\n"], options)).toBe("% over 4\r\n closed");
});

test("WhoisSession says so to a client that sends 200 kB before it reads", async () => {
  await using running = await startServer(createServer(() => new WhoisSession(() => "answer")));
  for (const chunk of [200_000, 10_000]) {
    await using client = await running.client();
    client.pause();
    await client.sendRaw("x".repeat(200_000), { chunk });
    client.resume();
    expect(await client.readToEnd()).toBe("Query refused: it is longer than 1024 bytes.\r\n");
  }
});

test("WhoisSession says in a line that no query came in time, and closes", async () => {
  const clock = new VirtualClock();
  await using running = await startServer(
    createServer(() => new WhoisSession(() => "answer", { clock, idleMs: 10_000 }), { clock }),
  );
  await using client = await running.client();
  await client.sendRaw("example.c");
  await clock.waitForTimer();
  await clock.advance(10_000);
  expect(await client.readToEnd()).toBe("No query came in time.\r\n");
});

test("WhoisSession waits a minute for a query unless told otherwise", async () => {
  const clock = new VirtualClock();
  const options = { clock, idle: () => "% too slow\r\n" };
  const transport = connect(new WhoisSession(() => "", options));
  await clock.advance(59_999);
  expect(transport.takeWritten()).toBe("");
  await clock.advance(1);
  expect(transport.takeWritten()).toBe("% too slow\r\n");
  expect(clock.pending).toBe(0);
});
