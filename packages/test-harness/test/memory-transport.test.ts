import { expect, test } from "vitest";
import { MemoryTransport, type ProtocolLike, turn } from "../src/mod.ts";

/** Writes down every callback; `overrides` decide what some of them do. */
function recording(log: string[], overrides: ProtocolLike = {}): ProtocolLike {
  return {
    connectionMade: () => void log.push("made"),
    dataReceived: (data) => void log.push(`data ${String(data)}`),
    eofReceived: () => void log.push("eof"),
    connectionLost: (error) => void log.push(`lost ${error?.message ?? "cleanly"}`),
    pauseWriting: () => void log.push("pause"),
    resumeWriting: () => void log.push("resume"),
    ...overrides,
  };
}

test("MemoryTransport calls made, data, eof and lost in order", async () => {
  const log: string[] = [];
  const transport = new MemoryTransport(recording(log));
  transport.feed("a");
  transport.feed(Buffer.from("b"));
  transport.feedEof();
  await turn();
  expect(log).toEqual(["made", "data a", "data b", "eof", "lost cleanly"]);
  expect(transport.lost).toBe(true);
});

test("MemoryTransport stays open for writing when eofReceived says so, until it is ended", async () => {
  const log: string[] = [];
  const transport = new MemoryTransport(recording(log, { eofReceived: () => true }));
  transport.feedEof();
  await turn();
  expect(log).toEqual(["made"]);
  transport.write("late");
  transport.writeEof();
  transport.write("too late");
  await turn();
  expect(transport.takeWritten()).toBe("late");
  expect(transport.ended).toBe(true);
  expect(log).toEqual(["made", "lost cleanly"]);
});

test("MemoryTransport keeps what is fed while reading is paused, the end included", async () => {
  const log: string[] = [];
  const transport = new MemoryTransport(recording(log));
  transport.pauseReading();
  transport.feed("a");
  transport.feed("b");
  transport.feedEof();
  expect(log).toEqual(["made"]);
  transport.resumeReading();
  expect(log, "no callback from inside resumeReading").toEqual(["made"]);
  await turn();
  expect(log).toEqual(["made", "data a", "data b", "eof", "lost cleanly"]);
});

test("MemoryTransport stops in the middle when the protocol pauses reading in dataReceived", async () => {
  const log: string[] = [];
  const transport: MemoryTransport = new MemoryTransport(
    recording(log, {
      dataReceived(data) {
        log.push(`data ${String(data)}`);
        transport.pauseReading();
      },
    }),
  );
  transport.feed("a");
  transport.feed("b");
  expect(log).toEqual(["made", "data a"]);
  transport.resumeReading();
  await turn();
  expect(log).toEqual(["made", "data a", "data b"]);
});

test("MemoryTransport pauses writing strictly over the high mark and resumes at the low mark", () => {
  const log: string[] = [];
  const transport = new MemoryTransport(recording(log));
  transport.setWaterMarks({ high: 10, low: 4 });
  transport.stopReading();
  transport.write("1234567890");
  expect(log).toEqual(["made"]);
  transport.write("1");
  expect(log).toEqual(["made", "pause"]);
  expect(transport.buffered).toBe(11);
  transport.drain(6);
  expect(log).toEqual(["made", "pause"]);
  transport.drain(1);
  expect(log).toEqual(["made", "pause", "resume"]);
  expect(transport.takeWritten()).toBe("1234567");
  transport.startReading();
  expect(transport.takeWritten()).toBe("8901");
  transport.write("at once");
  expect(transport.takeWritten()).toBe("at once");
  expect(transport.buffered).toBe(0);
});

test("MemoryTransport has asyncio's water marks, and refuses those that make no sense", () => {
  const log: string[] = [];
  const transport = new MemoryTransport(recording(log));
  transport.stopReading();
  transport.write(Buffer.alloc(64 * 1024));
  expect(log).toEqual(["made"]);
  transport.write("x");
  expect(log).toEqual(["made", "pause"]);
  transport.drain(48 * 1024 + 1);
  expect(log).toEqual(["made", "pause", "resume"]);
  transport.setWaterMarks({ high: 100 });
  expect(log).toEqual(["made", "pause", "resume", "pause"]);
  expect(() => transport.setWaterMarks({ high: 1, low: 2 })).toThrow(RangeError);
  expect(() => transport.setWaterMarks({ low: -1 })).toThrow(RangeError);
});

test("MemoryTransport closes behind the data: lost only when the peer has read it", async () => {
  const log: string[] = [];
  const transport = new MemoryTransport(recording(log));
  transport.stopReading();
  transport.write("bye");
  transport.close();
  transport.write("dropped");
  transport.feed("dropped");
  await turn();
  expect(log).toEqual(["made"]);
  expect(transport.closing).toBe(true);
  transport.drain();
  await turn();
  expect(log).toEqual(["made", "lost cleanly"]);
  expect(transport.takeWritten()).toBe("bye");
});

test("MemoryTransport aborts at once, with the error that it is given", async () => {
  const log: string[] = [];
  const transport = new MemoryTransport(recording(log));
  transport.stopReading();
  transport.write("dropped");
  transport.abort(new Error("too slow"));
  expect(log, "no callback from inside abort").toEqual(["made"]);
  expect(transport.buffered).toBe(0);
  await turn();
  expect(log).toEqual(["made", "lost too slow"]);
  expect(transport.takeWritten()).toBe("");
});

test("MemoryTransport calls connectionLost once, however many things end it", async () => {
  const log: string[] = [];
  const transport = new MemoryTransport(recording(log));
  transport.close();
  transport.abort();
  transport.lose(new Error("reset"));
  transport.lose();
  transport.feedEof();
  await turn();
  expect(log).toEqual(["made", "lost reset"]);
});

test("MemoryTransport hands over to another protocol", () => {
  const log: string[] = [];
  const transport = new MemoryTransport({});
  transport.setProtocol(recording(log));
  transport.feed("x");
  transport.lose();
  expect(log).toEqual(["data x", "lost cleanly"]);
});

test("MemoryTransport shows bytes one character each, and has typed addresses", () => {
  const peer = { host: "2001:db8::1", port: 1, family: 6 } as const;
  const transport = new MemoryTransport({}, { peer });
  transport.write("ü");
  expect(transport.takeWritten()).toBe("\u00C3\u00BC");
  transport.write("ü");
  expect(transport.takeWrittenBytes()).toEqual(Buffer.from("ü"));
  expect(transport.peer).toBe(peer);
  expect(transport.local).toEqual({ host: "127.0.0.1", port: 8007, family: 4 });
});

test("MemoryTransport gives what a protocol throws to the test that fed it", () => {
  const transport = new MemoryTransport({
    dataReceived() {
      throw new Error("boom");
    },
  });
  expect(() => transport.feed("x")).toThrow("boom");
});
