import { currentScope, run } from "01-background-tasks";
import { createConnection, createServer, Echo, type Protocol } from "02-echo-server";
import { startServer, TcpClient } from "test-harness";
import { expect, test } from "vitest";
import { Recorder } from "./recorder.ts";
import { addressOf } from "./serve.ts";

test("callbacks run in the surroundings of createServer, whoever starts it serving", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const note = (): void => void signals.push(currentScope()?.signal);
  const factory = (): Protocol => {
    note();
    return {
      connectionMade(transport) {
        note();
        transport.setWaterMarks({ high: 0 });
        transport.write(Buffer.alloc(16 * 1024 * 1024));
      },
      dataReceived: note,
      eofReceived: note,
      connectionLost: note,
      pauseWriting: note,
      resumeWriting: note,
    };
  };
  let signal: AbortSignal | undefined;
  await run(async () => {
    signal = currentScope()?.signal;
    const server = await createServer(factory, { startServing: false });
    await run(() => server.startServing());
    for (let count = 0; count < 2; count += 1) {
      await using client = await TcpClient.connect(addressOf(server));
      await client.send("hello");
      await client.end();
      await client.readBytesToEnd();
    }
    await server.shutdown();
  });
  expect(signals).toHaveLength(14);
  expect(signal).toBeInstanceOf(AbortSignal);
  for (const each of signals) expect(each).toBe(signal);
});

test("createConnection calls back in the surroundings that it was called in", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const signals: (AbortSignal | undefined)[] = [];
  const note = (): void => void signals.push(currentScope()?.signal);
  const recorder = new Recorder({ made: note, data: note, eof: note, lost: note });
  let signal: AbortSignal | undefined;
  await run(async () => {
    signal = currentScope()?.signal;
    const to = { host: "127.0.0.1", port: running.port };
    const { transport } = await createConnection(() => recorder, to);
    transport.write("hello");
    transport.writeEof();
    await recorder.lost;
  });
  expect(signals).toHaveLength(4);
  expect(signal).toBeInstanceOf(AbortSignal);
  for (const each of signals) expect(each).toBe(signal);
});
