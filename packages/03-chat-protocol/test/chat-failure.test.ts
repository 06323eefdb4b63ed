import { CancelledError } from "01-background-tasks";
import { VirtualClock } from "test-harness";
import { afterEach, expect, test, vi } from "vitest";
import { ChatProtocol } from "../src/mod.ts";
import { connect, Gate, Recorder, settle } from "./recorder.ts";

const broken = new Error("broken");

afterEach(() => vi.restoreAllMocks());

test.for([
  { how: "throws", reply: (): never => fail() },
  { how: "rejects", reply: async (): Promise<void> => fail() },
])("ChatProtocol ends the connection when a handler $how", async ({ reply }) => {
  const chat = new Recorder(reply);
  const transport = connect(chat);
  transport.feed("one\ntwo\n");
  await settle();
  expect(chat.heard).toEqual(["one", "error Error: broken", "failed", "lost Error: broken"]);
});

test.for(["greet", "tooLong", "idle", "ended"] as const)(
  "ChatProtocol ends the connection when %s() throws",
  async (hook) => {
    class Broken extends Recorder {
      protected override greet(): void {
        if (hook === "greet") fail();
      }
      protected override tooLong(): void {
        if (hook === "tooLong") fail();
      }
      protected override idle(): void {
        if (hook === "idle") fail();
      }
      protected override ended(): void {
        if (hook === "ended") fail();
      }
    }
    const clock = new VirtualClock();
    const chat = new Broken(() => {}, { clock, idleMs: 100, maxLength: 2 });
    const transport = connect(chat);
    transport.feed("123\n");
    if (hook === "idle") await clock.advance(100);
    transport.feedEof();
    await settle();
    expect(chat.heard).toEqual(["error Error: broken", "failed", "lost Error: broken"]);
    expect(clock.pending).toBe(0);
  },
);

test("ChatProtocol.failed may say something; the connection closes behind it", async () => {
  const gate = new Gate();
  class Polite extends Recorder {
    protected override async failed(error: unknown): Promise<void> {
      await gate.wait();
      void this.push(`421 ${String(error)}\r\n`);
    }
  }
  const chat = new Polite(() => fail());
  const transport = connect(chat);
  transport.feed("one\ntwo\n");
  await gate.open();
  expect(transport.takeWritten()).toBe("421 Error: broken\r\n");
  expect(chat.heard).toEqual(["one", "error Error: broken", "lost"]);
});

test("ChatProtocol aborts when failed() fails in its turn", async () => {
  class Hopeless extends Recorder {
    protected override failed(): never {
      throw new Error("broken too");
    }
  }
  const chat = new Hopeless(() => fail());
  const transport = connect(chat);
  transport.feed("one\ntwo\n");
  await settle();
  expect(chat.heard).toEqual([
    "one",
    "error Error: broken",
    "error Error: broken too",
    "lost Error: broken too",
  ]);
  expect(transport.lost).toBe(true);
});

test("ChatProtocol makes an error of what is thrown and is none", async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  reject("words");
  const chat = new Recorder(() => promise);
  const transport = connect(chat);
  transport.feed("one\n");
  await settle();
  expect(chat.heard).toEqual(["one", "error words", "failed", "lost Error: words"]);
});

test("ChatProtocol lets the last word out when a handler throws behind it", async () => {
  const chat = new Recorder((_text, conversation) => {
    void conversation.push("answer\r\n");
    conversation.closeWhenDone();
    fail();
  });
  const transport = connect(chat);
  transport.stopReading();
  transport.feed("one\n");
  transport.startReading();
  await settle();
  expect(transport.takeWritten()).toBe("answer\r\n");
  expect(chat.heard).toEqual(["one", "error Error: broken", "lost"]);
});

test("ChatProtocol prints what a handler threw, with the stack and the peer", async () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  class Plain extends ChatProtocol {
    protected override received(): never {
      return fail();
    }
  }
  const transport = connect(new Plain());
  transport.feed("one\n");
  await settle();
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join("");
  expect(text).toMatch(/^handler failed \(peer 192\.0\.2\.1:54321\): Error: broken\n +at /);
});

test("ChatProtocol aborts the signal of a handler when the connection is lost", async () => {
  const gate = new Gate();
  const signals: AbortSignal[] = [];
  const chat = new Recorder((_text, _conversation, signal) => {
    signals.push(signal);
    return gate.wait();
  });
  const transport = connect(chat);
  transport.feed("one\ntwo\n");
  const reset = new Error("ECONNRESET");
  transport.lose(reset);
  expect(signals).toHaveLength(1);
  expect(signals[0]?.reason).toBeInstanceOf(CancelledError);
  expect(signals[0]?.reason).toMatchObject({ cause: reset });
  await gate.open();
  expect(chat.heard).toEqual(["one", "lost Error: ECONNRESET"]);
});

test("ChatProtocol.signal is aborted also for a handler that asks for it after the loss", async () => {
  const gate = new Gate();
  const aborted: boolean[] = [];
  class Late extends ChatProtocol {
    protected override async received(): Promise<void> {
      await gate.wait();
      aborted.push(this.signal.aborted);
      this.signal.throwIfAborted();
    }
  }
  const transport = connect(new Late({ onError: (error) => expect.fail(String(error)) }));
  transport.feed("one\n");
  transport.lose();
  await gate.open();
  expect(aborted).toEqual([true]);
});

test("ChatProtocol takes no cancelled handler for a failed one", async () => {
  const waysToStop: ((signal: AbortSignal) => unknown)[] = [
    (signal) => signal.reason,
    (signal) => new Error("fetch failed", { cause: signal.reason }),
    () => new DOMException("The operation was aborted", "AbortError"),
  ];
  for (const reasonFor of waysToStop) {
    const chat = new Recorder((_text, _conversation, signal) => {
      const { promise, reject } = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => reject(reasonFor(signal)));
      return promise;
    });
    const transport = connect(chat);
    transport.feed("one\n");
    transport.lose();
    await settle();
    expect(chat.heard).toEqual(["one", "lost"]);
  }
});

test("ChatProtocol reports a handler that breaks after the connection is lost", async () => {
  const gate = new Gate();
  const chat = new Recorder(() => gate.wait());
  const transport = connect(chat);
  transport.feed("one\n");
  transport.lose();
  await gate.open(broken);
  expect(chat.heard).toEqual(["one", "lost", "error Error: broken"]);
});

test("ChatProtocol.push rejects after the connection is lost, also when nothing was waiting", async () => {
  const gate = new Gate();
  const chat = new Recorder(async (_text, conversation) => {
    await gate.wait();
    await conversation.push("too late");
    conversation.heard.push("never");
  });
  const transport = connect(chat);
  transport.feed("one\n");
  transport.lose();
  await gate.open();
  expect(chat.heard).toEqual(["one", "lost"]);
});

test("ChatProtocol.push rejects when the connection is lost, and hurts nobody who does not wait", async () => {
  const outcomes: unknown[] = [];
  const chat = new Recorder(async (_text, conversation) => {
    void conversation.push("nobody waits for this");
    await conversation.push(Buffer.alloc(100_000)).catch((error: unknown) => outcomes.push(error));
    await conversation.push("after the end").catch((error: unknown) => outcomes.push(error));
  });
  const transport = connect(chat);
  transport.stopReading();
  transport.feed("one\n");
  transport.lose();
  await settle();
  expect(outcomes).toEqual([expect.any(CancelledError), expect.any(CancelledError)]);
  expect(chat.heard).toEqual(["one", "lost"]);
});

function fail(): never {
  throw broken;
}
