import { createServer } from "02-echo-server";
import { startServer } from "test-harness";
import { expect, test } from "vitest";
import { type WhoisAnswerer, type WhoisContext, WhoisSession } from "../src/mod.ts";
import { ask } from "./ask.ts";
import { connect, Gate, settle, until } from "./recorder.ts";

test("WhoisSession sends an answer of any kind as it stands", async () => {
  const answers: readonly WhoisAnswerer[] = [
    () => "one\r\nzwölf\r\n",
    () => Buffer.from("one\r\nzwölf\r\n"),
    () => Promise.resolve("one\r\nzwölf\r\n"),
    async () => Buffer.from("one\r\nzwölf\r\n"),
    () => inParts("one\r\n", "", "zwölf\r\n"),
    async () => inParts("one\r\n", "", "zwölf\r\n"),
  ];
  await using running = await startServer(
    createServer(
      () => new WhoisSession((query, context) => answers[Number(query)]?.(query, context) ?? ""),
    ),
  );
  for (const index of answers.keys()) {
    await using client = await running.client();
    await client.send(String(index));
    expect(await client.readToEnd()).toBe("one\r\nzwölf\r\n");
  }
});

test("WhoisSession tells the answerer who asks, and when the client is gone", async () => {
  const gate = new Gate();
  const contexts: WhoisContext[] = [];
  const answer: WhoisAnswerer = async (_query, context) => {
    contexts.push(context);
    await gate.wait();
    return "late";
  };
  const session = new WhoisSession(answer);
  const peer = { host: "2001:db8::1", port: 1234, family: 6 } as const;
  const transport = connect(session, { peer });
  transport.feed("example.com\n");
  expect(contexts).toMatchObject([{ peer: "2001:db8::1", signal: { aborted: false } }]);
  transport.lose();
  expect(contexts).toMatchObject([{ signal: { aborted: true } }]);
  await gate.open();
  expect(transport.takeWritten()).toBe("");
});

test("WhoisSession says in a line that the answerer failed, and closes", async () => {
  const errors: unknown[] = [];
  const onError = (error: unknown): number => errors.push(error);
  const broken = new Error("broken");
  const line = "The query could not be answered: internal error.\r\n closed";
  const throws = (): never => {
    throw broken;
  };
  expect(await ask(["x\n"], { answer: throws, onError })).toBe(line);
  expect(await ask(["x"], { answer: throws, onError, eof: true })).toBe(line);
  expect(await ask(["x\n"], { answer: () => Promise.reject(broken), onError })).toBe(line);
  const options = { answer: throws, onError, failed: (error: unknown) => `% ${String(error)}\r\n` };
  expect(await ask(["x\n"], options)).toBe("% Error: broken\r\n closed");
  expect(errors).toEqual([broken, broken, broken, broken]);
});

test("WhoisSession resets a client that has a part of an answer when the rest fails", async () => {
  await using running = await startServer(
    createServer(
      () =>
        new WhoisSession(() => inParts("the first half, ", new Error("broken")), {
          onError: () => {},
        }),
    ),
  );
  await using client = await running.client();
  await client.send("example.com");
  await expect(client.readToEnd()).rejects.toThrow("a reset (RST)");
});

test("WhoisSession sends the whole of a long answer to a slow reader, holding little of it", async () => {
  const text = "0123456789abcde\n".repeat(512 * 1024); // 8 MiB
  const held: number[] = [];
  class Watched extends WhoisSession {
    override async push(data: string | Uint8Array): Promise<void> {
      const pushed = super.push(data);
      held.push(this.transport.buffered);
      await pushed;
    }
  }
  const answers: Record<string, WhoisAnswerer> = {
    string: () => text,
    bytes: () => Buffer.from(text),
    promise: () => Promise.resolve(text),
    parts: async function* parts() {
      yield text;
    },
  };
  await using running = await startServer(
    createServer(() => new Watched((query, context) => answers[query]?.(query, context) ?? "")),
  );
  for (const query of Object.keys(answers)) {
    await using client = await running.client();
    client.pause();
    await client.send(query);
    await until(() => (held.at(-1) ?? 0) > 64 * 1024);
    client.resume();
    const answer = await client.readBytesToEnd();
    expect(answer.equals(Buffer.from(text))).toBe(true);
    expect(Math.max(...held)).toBeLessThanOrEqual(128 * 1024);
    held.length = 0;
  }
});

test("WhoisSession stops an answer in parts when the client is gone", async () => {
  let stopped = false;
  async function* endless(): AsyncGenerator<string> {
    try {
      for (;;) yield "more and more\r\n".repeat(10_000);
    } finally {
      stopped = true;
    }
  }
  await using running = await startServer(createServer(() => new WhoisSession(() => endless())));
  await using client = await running.client();
  await client.send("example.com");
  expect(await client.expect("more and more")).toHaveLength(1);
  await client.reset();
  await until(() => stopped);
});

test("WhoisSession.answered lets a subclass keep the connection", async () => {
  class Keeping extends WhoisSession {
    protected override answered(query: string): void {
      if (query === "") super.answered(query);
    }
  }
  await using running = await startServer(
    createServer(() => new Keeping((query) => Promise.resolve(`<${query}>\r\n`))),
  );
  await using client = await running.client();
  await client.send("one", "two", "", "three");
  expect(await client.readToEnd()).toBe("<one>\r\n<two>\r\n<>\r\n");
});

test("WhoisSession refuses options that cannot be", () => {
  expect(() => new WhoisSession(() => "", { maxLength: -1 })).toThrow(RangeError);
  expect(() => new WhoisSession(() => "", { idleMs: NaN })).toThrow(RangeError);
});

/** Yields the texts; throws where an error stands. */
async function* inParts(...parts: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const part of parts) {
    await settle();
    if (part instanceof Error) throw part;
    yield part;
  }
}
