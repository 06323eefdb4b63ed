import { createServer, type OnError, type Protocol, type Transport } from "02-echo-server";
import { startServer, turn } from "test-harness";
import { expect, test } from "vitest";
import { type Reactions, Recorder } from "./recorder.ts";
import { type Served, serve } from "./serve.ts";

/** Every way for a connection to end: how to bring it about, and what `connectionLost` is told. */
const endings: readonly {
  readonly by: string;
  readonly lost: string | null;
  readonly reactions?: Reactions;
  readonly end: (served: Served, transport: Transport) => unknown;
}[] = [
  { by: "the peer's FIN", lost: null, end: ({ client }) => client.end() },
  { by: "the peer's RST", lost: "read ECONNRESET", end: ({ client }) => client.reset() },
  { by: "close()", lost: null, end: (_, transport) => transport.close() },
  { by: "abort()", lost: null, end: (_, transport) => transport.abort() },
  {
    by: "abort(error)",
    lost: "enough",
    end: (_, transport) => transport.abort(new Error("enough")),
  },
  {
    by: "close() with bytes waiting",
    lost: null,
    end: (_, transport) => {
      transport.write("x".repeat(100_000));
      transport.close();
    },
  },
  {
    by: "close() after writeEof()",
    lost: null,
    end: async ({ client }, transport) => {
      transport.writeEof();
      await client.expectEnd();
      transport.close();
    },
  },
  {
    by: "writeEof() and the peer's FIN",
    lost: null,
    reactions: { eof: () => true },
    end: ({ client }, transport) => {
      transport.writeEof();
      return client.end();
    },
  },
  {
    by: "the peer's FIN, and close() some time after it",
    lost: null,
    reactions: { eof: () => true },
    end: async ({ client, recorder }, transport) => {
      await client.end();
      await recorder.saw("eof");
      transport.close();
    },
  },
  {
    by: "close() and abort() at once",
    lost: "second thoughts",
    end: (_, transport) => {
      transport.close();
      transport.abort(new Error("second thoughts"));
    },
  },
  {
    by: "writeEof() and abort() at once",
    lost: null,
    end: (_, transport) => {
      transport.writeEof();
      transport.abort();
    },
  },
  {
    by: "every verb, twice",
    lost: "first",
    end: (_, transport) => {
      transport.abort(new Error("first"));
      transport.close();
      transport.abort(new Error("second"));
      transport.writeEof();
      transport.close();
    },
  },
  { by: "closeClients()", lost: null, end: ({ server }) => server.closeClients() },
  { by: "abortClients()", lost: null, end: ({ server }) => server.abortClients() },
  { by: "shutdown()", lost: null, end: ({ server }) => server.shutdown() },
];

test.for(endings)("Transport is lost exactly once by $by", async ({ lost, reactions, end }) => {
  await using served = await serve(reactions);
  await end(served, await served.recorder.made);
  const error = await served.recorder.lost;
  expect(error?.message ?? null).toBe(lost);
  await served.server.shutdown(); // all sockets are closed after this
  await turn();
  expect(served.recorder.events.filter((event) => event.startsWith("lost"))).toHaveLength(1);
  expect(served.server.connections.size).toBe(0);
  expect(served.errors).toEqual([]);
});

/** Each callback's name, and what brings it about on a connection that was sent `hello`. */
const failing = [
  "dataReceived",
  "eofReceived",
  "pauseWriting",
  "resumeWriting",
] as const satisfies readonly (keyof Protocol)[];

/** More than the kernel takes at once, so that writing pauses, and resumes once it is read. */
const TOO_MUCH = "x".repeat(8_000_000);

test.for(failing)("an exception in %s ends that connection only and is reported", async (hook) => {
  const boom = new Error(`boom in ${hook}`);
  const recorder = new Recorder({
    made: (transport) => transport.setWaterMarks({ high: 0 }),
    data: (_, transport) => transport.write(TOO_MUCH),
  });
  const broken: Protocol = {
    connectionMade: (transport) => recorder.connectionMade(transport),
    dataReceived: (data) => recorder.dataReceived(data),
    connectionLost: (error) => recorder.connectionLost(error),
    [hook]: () => {
      throw boom;
    },
  };
  const errors: unknown[] = [];
  const products = [new Recorder({ data: echo }), broken];
  const factory = (): Protocol => products.pop() ?? {};
  const onError: OnError = (error, where) => errors.push([error, where.hook, where.peer?.port]);
  await using running = await startServer(createServer(factory, { onError }));
  await using victim = await running.client();
  await using bystander = await running.client();
  await victim.sendRaw("hello");
  await victim.end();
  expect(await recorder.lost).toBe(boom);
  await victim.expectReset();
  await bystander.send("are you well?");
  await bystander.expect("are you well?");
  expect(errors).toEqual([[boom, hook, (await recorder.made).peer.port]]);
});

test("an exception in connectionMade ends that connection only and is reported", async () => {
  const boom = new Error("boom");
  const broken = new Recorder({
    made: () => {
      throw boom;
    },
  });
  const errors: unknown[] = [];
  const products: Protocol[] = [broken, new Recorder({ data: echo })];
  await using running = await startServer(
    createServer(() => products.pop() ?? {}, {
      onError: (error, { hook }) => errors.push([error, hook]),
    }),
  );
  await using bystander = await running.client();
  // The reset may come before the victim knows that it is connected.
  const victim = await running.client().catch(() => undefined);
  expect(await broken.lost).toBe(boom);
  await victim?.expectReset();
  await bystander.send("are you well?");
  await bystander.expect("are you well?");
  expect(broken.events).toEqual(["made", "lost boom"]);
  expect(errors).toEqual([[boom, "connectionMade"]]);
});

test("an exception in the factory ends that connection only and is reported", async () => {
  const boom = new Error("boom");
  let calls = 0;
  const errors: unknown[] = [];
  const factory = (): Protocol => {
    calls += 1;
    if (calls === 2) throw boom;
    return new Recorder({ data: echo });
  };
  const onError: OnError = (error, { hook, peer }) => errors.push([error, hook, peer?.host]);
  await using running = await startServer(createServer(factory, { onError }));
  await using bystander = await running.client();
  await running.client().catch(() => undefined);
  await using third = await running.client();
  for (const client of [bystander, third]) {
    await client.send("are you well?");
    await client.expect("are you well?");
  }
  expect(errors).toEqual([[boom, "factory", "127.0.0.1"]]);
});

function echo(data: Uint8Array, transport: Transport): void {
  transport.write(data);
}

test("an exception in connectionLost is reported, and the connection is gone all the same", async () => {
  const boom = new Error("boom");
  await using served = await serve({
    lost: () => {
      throw boom;
    },
  });
  await served.client.end();
  await served.client.expectEnd();
  await served.server.shutdown();
  expect(served.errors.map(({ error, where }) => [error, where.hook])).toEqual([
    [boom, "connectionLost"],
  ]);
  expect(served.server.connections.size).toBe(0);
});

test("what is thrown and is no Error reaches onError as it is, and connectionLost as a cause", async () => {
  await using served = await serve({
    data: () => {
      AbortSignal.abort("a string").throwIfAborted();
    },
  });
  await served.client.sendRaw("x");
  const lost = await served.recorder.lost;
  expect(served.errors[0]?.error).toBe("a string");
  expect(lost?.cause).toBe("a string");
  await served.client.expectReset();
});
