import { type Clock } from "01-background-tasks";
import { VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { type ChatOptions } from "../src/mod.ts";
import { connect, Gate, Recorder, type Reply, settle } from "./recorder.ts";

function start(reply?: Reply, options: ChatOptions = {}) {
  const clock = new VirtualClock();
  const chat = new Recorder(reply, { clock, idleMs: 1000, ...options });
  return { clock, chat, transport: connect(chat) };
}

test("ChatProtocol is idle when no frame came for idleMs, and then closes", async () => {
  const { clock, chat } = start();
  await clock.advance(999);
  expect(chat.heard).toEqual([]);
  await clock.advance(1);
  expect(chat.heard).toEqual(["idle", "lost"]);
  expect(clock.pending).toBe(0);
});

test("ChatProtocol counts idle time from the last frame, and a part of one is none", async () => {
  const { clock, chat, transport } = start();
  await clock.advance(900);
  transport.feed("one\n");
  for (let sent = 0; sent < 9; sent += 1) {
    await clock.advance(100);
    transport.feed("x");
  }
  expect(chat.heard).toEqual(["one"]);
  await clock.advance(100);
  expect(chat.heard).toEqual(["one", "idle", "lost"]);
});

test("ChatProtocol is not idle while a handler runs", async () => {
  const gate = new Gate();
  const { clock, chat, transport } = start(() => gate.wait());
  transport.feed("one\n");
  await clock.advance(100_000);
  expect(chat.heard).toEqual(["one"]);
  await gate.open();
  await clock.advance(999);
  expect(chat.heard).toEqual(["one"]);
  await clock.advance(1);
  expect(chat.heard).toEqual(["one", "idle", "lost"]);
});

test("ChatProtocol is not idle while it greets", async () => {
  const gate = new Gate();
  class Slow extends Recorder {
    protected override greet(): Promise<void> {
      return gate.wait();
    }
  }
  const clock = new VirtualClock();
  const chat = new Slow(() => {}, { clock, idleMs: 1000 });
  const transport = connect(chat);
  await clock.advance(5000);
  expect(chat.heard).toEqual([]);
  await gate.open();
  await clock.advance(1000);
  expect(chat.heard).toEqual(["idle", "lost"]);
  expect(transport.lost).toBe(true);
});

test.for([false, true])(
  "ChatProtocol goes on when idle() does not close, and is idle again later (async: %s)",
  async (asynchronous) => {
    class Patient extends Recorder {
      protected override idle(): void | Promise<void> {
        this.heard.push("idle");
        const pushed = this.push("still there?\r\n");
        return asynchronous ? pushed : undefined;
      }
    }
    const clock = new VirtualClock();
    const chat = new Patient(() => {}, { clock, idleMs: 1000 });
    const transport = connect(chat);
    await clock.advance(2000);
    transport.feed("yes\n");
    await clock.advance(1000);
    expect(chat.heard).toEqual(["idle", "idle", "yes", "idle"]);
    expect(transport.takeWritten()).toBe("still there?\r\n".repeat(3));
    transport.lose();
    expect(clock.pending).toBe(0);
  },
);

test("ChatProtocol hears a frame that comes while idle() runs only afterwards", async () => {
  const gate = new Gate();
  class Slow extends Recorder {
    protected override async idle(): Promise<void> {
      this.heard.push("idle");
      await gate.wait();
      this.heard.push("idle done");
    }
  }
  const clock = new VirtualClock();
  const chat = new Slow(() => {}, { clock, idleMs: 1000 });
  const transport = connect(chat);
  await clock.advance(1000);
  transport.feed("one\n");
  await gate.open();
  expect(chat.heard).toEqual(["idle", "idle done", "one"]);
  transport.lose();
});

test("ChatProtocol.idle may change the terminator and so let out what has come already", async () => {
  class Switching extends Recorder {
    protected override idle(): void {
      this.heard.push("idle");
      this.setTerminator(2);
    }
  }
  const clock = new VirtualClock();
  const chat = new Switching(() => {}, { clock, idleMs: 1000 });
  const transport = connect(chat);
  transport.feed("abcde");
  await clock.advance(1000);
  expect(chat.heard).toEqual(["idle", "ab", "cd"]);
});

test("ChatProtocol counts idle time anew when the peer has read what waited for it", async () => {
  const { clock, chat, transport } = start(undefined, { idleMs: 500, stallMs: 1000 });
  transport.stopReading();
  void chat.push("x".repeat(100_000));
  await clock.advance(800);
  transport.startReading();
  await clock.advance(499);
  expect(chat.heard).toEqual([]);
  await clock.advance(1);
  expect(chat.heard).toEqual(["idle", "lost"]);
});

test("ChatProtocol waits for ever with idleMs Infinity, and sets no timer", async () => {
  const { clock, chat, transport } = start(undefined, { idleMs: Infinity });
  transport.feed("one\n");
  expect(clock.pending).toBe(0);
  await clock.advance(1e9);
  expect(chat.heard).toEqual(["one"]);
});

test("ChatProtocol sets a timer now and then, not one for each frame", async () => {
  const clock = new VirtualClock();
  let set = 0;
  const counting: Clock = {
    now: () => clock.now(),
    callLater: (ms, callback) => {
      set += 1;
      const timer = clock.callLater(ms, callback);
      const reset = (again: number): void => {
        set += 1;
        timer.reset(again);
      };
      return { ...timer, reset };
    },
  };
  const chat = new Recorder(() => {}, { clock: counting, idleMs: 1000 });
  const transport = connect(chat);
  for (let count = 0; count < 100; count += 1) {
    transport.feed("x\n");
    expect(clock.pending).toBe(1);
    await clock.advance(100);
  }
  expect(chat.heard).toHaveLength(100);
  expect(set).toBeLessThanOrEqual(13);
  chat.closeWhenDone();
  await settle();
  expect(clock.pending).toBe(0);
});
