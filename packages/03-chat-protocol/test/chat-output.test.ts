import { VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { LimitError } from "../src/mod.ts";
import { connect, Gate, Recorder, settle } from "./recorder.ts";

const KIB = 1024;

test("ChatProtocol.push resolves at once while the peer keeps up", async () => {
  const chat = new Recorder();
  const transport = connect(chat);
  await expect(chat.push("hello\r\n")).resolves.toBeUndefined();
  expect(transport.takeWritten()).toBe("hello\r\n");
});

test("ChatProtocol.push resolves when the peer has read down to the low mark, not before", async () => {
  const chat = new Recorder();
  const transport = connect(chat);
  transport.stopReading();
  await chat.push(Buffer.alloc(64 * KIB)); // at the high mark, not over it
  let drained = false;
  const pushed = chat.push("x").then(() => (drained = true));
  transport.drain(48 * KIB);
  await settle();
  expect([drained, transport.buffered]).toEqual([false, 16 * KIB + 1]);
  transport.drain(1);
  await pushed;
  expect(drained).toBe(true);
});

test("ChatProtocol looks at the next frame when the peer has read the reply before", async () => {
  const chat = new Recorder((_text, conversation) => {
    void conversation.push(Buffer.alloc(65 * KIB)); // does not wait
  });
  const transport = connect(chat);
  transport.stopReading();
  transport.feed("one\ntwo\nthree\n");
  expect(chat.heard).toEqual(["one"]);
  transport.drain();
  expect(chat.heard).toEqual(["one", "two"]);
  transport.drain();
  transport.drain();
  expect(chat.heard).toEqual(["one", "two", "three"]);
});

test("ChatProtocol stops reading with more than maxPipelined bytes held, until they are taken", async () => {
  const gate = new Gate();
  const chat = new Recorder(() => gate.wait(), { maxPipelined: 10 });
  const transport = connect(chat);
  transport.feed("1\n");
  transport.feed("23456789\n\n"); // 10 bytes
  expect(transport.steering).toEqual([]);
  transport.feed("x\n");
  expect(transport.steering).toEqual(["pause"]);
  transport.feed("y\n".repeat(100)); // stays in the kernel
  await gate.open();
  expect(chat.heard).toEqual(["1", "23456789"]);
  expect(transport.steering).toEqual(["pause", "resume", "pause"]);
  while (gate.waiting > 0) await gate.open();
  expect(chat.heard).toHaveLength(4 + 100);
  expect(transport.steering.at(-1)).toBe("resume");
});

test("ChatProtocol stops reading while the peer does not read", () => {
  const chat = new Recorder(
    (_text, conversation) => void conversation.push(Buffer.alloc(65 * KIB)),
    {
      maxPipelined: 10,
    },
  );
  const transport = connect(chat);
  transport.stopReading();
  transport.feed("one\n");
  transport.feed("a long line, pipelined\n");
  expect(transport.steering).toEqual(["pause"]);
  transport.startReading();
  expect(transport.steering).toEqual(["pause", "resume"]);
  expect(chat.heard).toEqual(["one", "a long line, pipelined"]);
});

test("ChatProtocol goes on reading a frame that is longer than maxPipelined", () => {
  const chat = new Recorder(() => {}, { maxPipelined: 10 });
  const transport = connect(chat);
  transport.feed("x".repeat(1000));
  transport.feed("\n");
  expect(chat.heard).toEqual(["x".repeat(1000)]);
  expect(transport.steering).toEqual([]);
});

test("ChatProtocol aborts a peer that leaves more than maxUnread bytes unread", async () => {
  const chat = new Recorder(
    async (_text, conversation) => {
      for (;;) {
        void conversation.push(Buffer.alloc(KIB)); // does not wait
        await Promise.resolve();
        if (transport.closing) return;
      }
    },
    { maxUnread: 100 * KIB },
  );
  const transport = connect(chat);
  transport.stopReading();
  transport.feed("one\ntwo\n");
  await settle();
  expect(chat.heard).toEqual([
    "one",
    "lost LimitError: Cannot go on: the peer left more than 102400 bytes unread (maxUnread)",
  ]);
  expect(chat.lostBecause).toBeInstanceOf(LimitError);
  expect(chat.lostBecause).toMatchObject({ limit: "maxUnread" });
});

test("ChatProtocol takes exactly maxUnread bytes", () => {
  const chat = new Recorder(() => {}, { maxUnread: 100 });
  const transport = connect(chat);
  transport.stopReading();
  void chat.push(Buffer.alloc(100));
  expect(transport.closing).toBe(false);
  void chat.push(".");
  expect(transport.closing).toBe(true);
});

test("ChatProtocol aborts a peer that reads nothing for stallMs, and no slow one", async () => {
  const clock = new VirtualClock();
  const chat = new Recorder(() => {}, { clock, stallMs: 1000, idleMs: 10 });
  const transport = connect(chat);
  transport.stopReading();
  void chat.push(Buffer.alloc(100 * KIB));
  for (let read = 0; read < 10; read += 1) {
    await clock.advance(999);
    transport.drain(1);
  }
  expect(chat.heard).toEqual([]);
  await clock.advance(2000);
  expect(chat.heard).toEqual([
    "lost LimitError: Cannot go on: the peer read nothing for 1000 ms (stallMs)",
  ]);
  expect(chat.lostBecause).toMatchObject({ limit: "stallMs" });
  expect(clock.pending).toBe(0);
});

test("ChatProtocol aborts a peer that leaves the last word unread for stallMs", async () => {
  const clock = new VirtualClock();
  const chat = new Recorder(() => {}, { clock, stallMs: 1000 });
  const transport = connect(chat);
  transport.stopReading();
  void chat.push("bye");
  chat.closeWhenDone();
  await clock.advance(1000);
  expect(chat.heard).toEqual([expect.stringMatching(/^lost LimitError: .*\(stallMs\)$/)]);
  expect(clock.pending).toBe(0);
});

test("ChatProtocol.closeWhenDone comes behind the data, and nothing is heard or said after it", async () => {
  const chat = new Recorder((text, conversation) => {
    void conversation.push(`${text} heard\r\n`);
    conversation.closeWhenDone();
    void conversation.push("too late\r\n");
    conversation.closeWhenDone();
  });
  const transport = connect(chat);
  transport.stopReading();
  transport.feed("one\ntwo\n");
  transport.feed("three\n");
  await settle();
  expect(chat.heard).toEqual(["one"]);
  transport.startReading();
  await settle();
  expect(transport.takeWritten()).toBe("one heard\r\n");
  expect(chat.heard).toEqual(["one", "lost"]);
});
