import { expect, test } from "vitest";
import { ChatProtocol, lenientLine } from "../src/mod.ts";
import { everyCut } from "./frames.ts";
import { connect, Gate, Recorder, settle } from "./recorder.ts";

test("ChatProtocol hears the same frames in the same order, however the input is cut", async () => {
  const cuts = everyCut("one\r\ntwo\n\r\nthree\nrest");
  for (const asynchronous of [false, true]) {
    for (const chunks of cuts) {
      const chat = new Recorder(() => (asynchronous ? settle() : undefined));
      const transport = connect(chat);
      for (const chunk of chunks) transport.feed(chunk);
      transport.feedEof();
      for (let turns = 0; turns < 8; turns += 1) await settle();
      expect(chat.heard).toEqual(["one", "two", "", "three", 'ended "rest"', "lost"]);
    }
  }
});

test("ChatProtocol looks at the next frame only after the promise of the one before", async () => {
  const gate = new Gate();
  const chat = new Recorder(async (text, conversation) => {
    await gate.wait();
    void conversation.push(`${text} done\r\n`);
  });
  const transport = connect(chat);
  transport.feed("one\ntwo\nthree\n");
  expect(chat.heard).toEqual(["one"]);
  await gate.open();
  expect(chat.heard).toEqual(["one", "two"]);
  transport.feed("four\n");
  await settle();
  expect(chat.heard).toEqual(["one", "two"]);
  await gate.open();
  await gate.open();
  await gate.open();
  expect(chat.heard).toEqual(["one", "two", "three", "four"]);
  expect(transport.takeWritten()).toBe("one done\r\ntwo done\r\nthree done\r\nfour done\r\n");
});

test("ChatProtocol greets before it looks at the first frame", async () => {
  const gate = new Gate();
  class Greeter extends Recorder {
    protected override async greet(): Promise<void> {
      this.heard.push("greet");
      await gate.wait();
      void this.push("220 hello\r\n");
    }
  }
  const chat = new Greeter((text, conversation) => void conversation.push(`${text}\r\n`));
  const transport = connect(chat);
  transport.feed("too early\r\n");
  expect(chat.heard).toEqual(["greet"]);
  await gate.open();
  expect(transport.takeWritten()).toBe("220 hello\r\ntoo early\r\n");
});

test("ChatProtocol.setTerminator in a handler applies to the very next byte, pipelined or not", async () => {
  // "n" bytes follow a line that says n, and then there is a line again.
  const input = "4\r\nab\r\n0\n\n2\nx\n3\r\n\n\n\nend\n";
  for (const asynchronous of [false, true]) {
    for (const chunks of everyCut(input)) {
      let counted = false;
      const chat = new Recorder((text, conversation) => {
        const count = Number(text);
        const terminator = counted || !(count > 0) ? lenientLine : count;
        counted = terminator !== lenientLine;
        if (!asynchronous) return conversation.setTerminator(terminator);
        return settle().then(() => conversation.setTerminator(terminator));
      });
      const transport = connect(chat);
      for (const chunk of chunks) transport.feed(chunk);
      for (let turns = 0; turns < 10; turns += 1) await settle();
      expect(chat.heard).toEqual(["4", "ab\r\n", "0", "", "2", "x\n", "3", "\n\n\n", "end"]);
    }
  }
});

test("ChatProtocol.setTerminator from outside lets out what has come already", () => {
  const chat = new Recorder(() => {}, { terminator: "END" });
  chat.setTerminator(4); // before it is connected
  const transport = connect(chat);
  transport.feed("abc\nd\nf");
  expect(chat.heard).toEqual(["abc\n"]);
  chat.setTerminator("\n");
  expect(chat.heard).toEqual(["abc\n", "d"]);
  chat.setMaxLength(0);
  expect(chat.heard).toEqual(["abc\n", "d", "too long 0"]);
});

test("ChatProtocol.setMaxLength in a handler holds for the next frame", () => {
  class Patient extends Recorder {
    protected override tooLong(limit: number): void {
      this.heard.push(`too long ${limit}`);
      this.setMaxLength(8);
    }
  }
  const chat = new Patient(() => {}, { maxLength: 4 });
  const transport = connect(chat);
  transport.feed("12345\n12345\n123456789\n");
  expect(chat.heard).toEqual(["too long 4", "12345", "too long 8"]);
});

test("ChatProtocol takes many frames of one chunk without growing the stack", async () => {
  const frames = 20_000;
  for (const asynchronous of [false, true]) {
    let count = 0;
    const chat = new Recorder(() => {
      count += 1;
      return asynchronous ? Promise.resolve() : undefined;
    });
    const transport = connect(chat);
    transport.feed("\n".repeat(frames));
    await settle();
    expect(count).toBe(frames);
  }
});

test("ChatProtocol is not confused by bytes that come while a hook runs", () => {
  const chat = new Recorder((text, conversation) => {
    if (text === "one") transport.feed("three\nfour\n");
    void conversation.push(`${text} `);
  });
  const transport = connect(chat);
  transport.feed("one\ntwo\n");
  expect(transport.takeWritten()).toBe("one two three four ");
});

test("ChatProtocol refuses options that cannot be", () => {
  for (const name of ["maxPipelined", "maxUnread", "idleMs", "stallMs"]) {
    for (const value of [-1, NaN]) {
      const message = `Cannot use ${name} "${value}": not a number of at least 0`;
      expect(() => new Recorder(() => {}, { [name]: value })).toThrow(new RangeError(message));
    }
  }
  expect(() => new Recorder(() => {}, { maxLength: -1 })).toThrow(RangeError);
  expect(() => new Recorder(() => {}, { terminator: "" })).toThrow(RangeError);
});

test("ChatProtocol says so when it is used before it is connected", () => {
  class Eager extends ChatProtocol {
    protected override received(): void {}
  }
  expect(() => new Eager().push("x")).toThrow("Cannot use the transport: not connected");
});
