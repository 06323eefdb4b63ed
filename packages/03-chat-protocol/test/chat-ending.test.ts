import { MemoryTransport, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { ChatGroup, ChatProtocol } from "../src/mod.ts";
import { connect, Gate, Recorder, settle } from "./recorder.ts";

test("ChatProtocol hears the end behind the frames that came before it, then closes", async () => {
  const gate = new Gate();
  const chat = new Recorder(async (text, conversation) => {
    await gate.wait();
    void conversation.push(`${text}.`);
  });
  const transport = connect(chat);
  transport.feed("one\ntwo\nrest");
  transport.feedEof();
  expect(chat.heard).toEqual(["one"]);
  await gate.open();
  await gate.open();
  expect(chat.heard).toEqual(["one", "two", 'ended "rest"', "lost"]);
  expect(transport.takeWritten()).toBe("one.two.");
});

test("ChatProtocol hears of the end with nothing left over", async () => {
  const chat = new Recorder();
  const transport = connect(chat);
  transport.feedEof();
  await settle();
  expect(chat.heard).toEqual(['ended ""', "lost"]);
});

test("ChatProtocol with no terminator hears all as one frame, then the end", async () => {
  const chat = new Recorder(() => {}, { terminator: null });
  const transport = connect(chat);
  transport.feed("one\n");
  transport.feed("two\n");
  transport.feedEof();
  await settle();
  expect(chat.heard).toEqual(["one\ntwo\n", 'ended ""', "lost"]);
});

test("ChatProtocol answers in ended(), and closes when it has settled", async () => {
  const gate = new Gate();
  class Late extends Recorder {
    protected override async ended(rest: Uint8Array): Promise<void> {
      await gate.wait();
      void this.push(`late answer to ${String(Buffer.from(rest))}`);
    }
  }
  const chat = new Late();
  const transport = connect(chat);
  transport.feed("rest");
  transport.feedEof();
  await settle();
  expect(chat.heard).toEqual([]);
  await gate.open();
  expect(transport.takeWritten()).toBe("late answer to rest");
  expect(chat.heard).toEqual(["lost"]);
});

test("ChatProtocol closes at the end also when a subclass has no ended()", async () => {
  class Plain extends ChatProtocol {
    protected override received(data: Uint8Array): void {
      void this.push(data);
    }
  }
  const transport = connect(new Plain());
  transport.feed("one\nrest");
  transport.feedEof();
  await settle();
  expect(transport.takeWritten()).toBe("one");
  expect(transport.lost).toBe(true);
});

test("ChatProtocol says too long for what is too long at the end", async () => {
  class Patient extends Recorder {
    protected override tooLong(limit: number): void {
      this.heard.push(`too long ${limit}`);
    }
  }
  const chat = new Patient(() => {}, { maxLength: 4 });
  const transport = connect(chat);
  transport.feed("12345");
  transport.feedEof();
  await settle();
  expect(chat.heard).toEqual(["too long 4", 'ended ""', "lost"]);
});

test("ChatProtocol.finish closes at once when no handler runs", async () => {
  const chat = new Recorder();
  const transport = connect(chat);
  transport.feed("one\nhalf a li");
  chat.finish();
  await settle();
  expect(chat.heard).toEqual(["one", "lost"]);
});

test("ChatProtocol.finish holds for a connection that is yet to be made", async () => {
  const chat = new Recorder();
  chat.finish();
  connect(chat).feed("one\n");
  await settle();
  expect(chat.heard).toEqual(["lost"]);
});

test("ChatProtocol.finish lets the reply that has begun come to its end, and no other begin", async () => {
  const gate = new Gate();
  const chat = new Recorder(async (text, conversation) => {
    await gate.wait();
    await conversation.push(`${text} done`);
  });
  const transport = connect(chat);
  transport.feed("one\ntwo\n");
  chat.finish();
  await settle();
  expect(chat.heard).toEqual(["one"]);
  await gate.open();
  expect(transport.takeWritten()).toBe("one done");
  expect(chat.heard).toEqual(["one", "lost"]);
});

test("ChatProtocol.finish closes behind what the peer has yet to read", async () => {
  const chat = new Recorder();
  const transport = connect(chat);
  transport.stopReading();
  void chat.push("x".repeat(100_000));
  chat.finish();
  await settle();
  expect(chat.heard).toEqual([]);
  transport.startReading();
  await settle();
  expect(transport.takeWritten()).toHaveLength(100_000);
  expect(chat.heard).toEqual(["lost"]);
});

test("ChatGroup knows its conversations and finishes all of them, later ones too", async () => {
  const group = new ChatGroup();
  const gate = new Gate();
  const busy = new Recorder(() => gate.wait(), { group });
  const idle = new Recorder(() => {}, { group });
  connect(busy).feed("one\n");
  const transport = connect(idle);
  expect([transport.lost, group.size]).toEqual([false, 2]);
  group.finish();
  await settle();
  expect([busy.heard, idle.heard, group.size]).toEqual([["one"], ["lost"], 1]);
  const late = new Recorder(() => {}, { group });
  connect(late).feed("one\n");
  await gate.open();
  expect([busy.heard, late.heard, group.size]).toEqual([["one", "lost"], ["lost"], 0]);
});

test("ChatProtocol does not greet when its group is finishing", async () => {
  class Greeter extends Recorder {
    protected override greet(): void {
      this.heard.push("greet");
    }
  }
  const group = new ChatGroup();
  group.finish();
  const chat = new Greeter(() => {}, { group });
  connect(chat);
  await settle();
  expect(chat.heard).toEqual(["lost"]);
});

test("ChatProtocol leaves nothing behind when the connection is lost, whatever it was doing", async () => {
  const gate = new Gate();
  const clock = new VirtualClock();
  const group = new ChatGroup();
  const states: ((chat: Recorder, transport: MemoryTransport) => void)[] = [
    () => {},
    (_chat, transport) => transport.feed("half a line"),
    (_chat, transport) => transport.feed("wait\nnext\n"),
    (_chat, transport) => transport.feedEof(),
    (chat, transport) => {
      transport.stopReading();
      void chat.push("x".repeat(100_000));
    },
    (chat, transport) => {
      transport.stopReading();
      void chat.push("x".repeat(100_000));
      transport.feed("one\ntwo\n");
    },
    (chat, transport) => {
      transport.stopReading();
      void chat.push("x");
      chat.closeWhenDone();
    },
    (chat, transport) => {
      transport.feed("wait\n");
      chat.finish();
    },
  ];
  const endings: string[][] = [];
  for (const enter of states) {
    const chat = new Recorder((text) => (text === "wait" ? gate.wait() : undefined), {
      clock,
      group,
    });
    const transport = connect(chat);
    enter(chat, transport);
    transport.lose(new Error("reset"));
    transport.lose(new Error("reset"));
    while (gate.waiting > 0) await gate.open();
    await clock.advance(1_000_000);
    endings.push(chat.heard);
  }
  const lost = "lost Error: reset";
  expect(endings).toEqual([
    [lost],
    [lost],
    ["wait", lost],
    ['ended ""', lost],
    [lost],
    [lost],
    [lost],
    ["wait", lost],
  ]);
  expect([clock.pending, group.size]).toEqual([0, 0]);
});
