import { once } from "node:events";
import { createServer as createNetServer } from "node:net";
import { run } from "01-background-tasks";
import { ConnectError, createConnection, createServer, Echo, type Protocol } from "02-echo-server";
import { startServer, turn } from "test-harness";
import { expect, test } from "vitest";
import { listeningAddress } from "../src/address.ts";
import { Recorder } from "./recorder.ts";
import { close, listening, writeUntilRefused } from "./sockets.ts";

test("createConnection talks to a server", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const [to = { host: "", port: 0 }] = running.server.addresses;
  const { transport, protocol } = await createConnection(() => new Recorder(), to);
  expect(protocol.events).toEqual(["made"]); // before the caller has it
  expect(transport.peer).toEqual(to);
  transport.write("hello");
  transport.writeEof();
  await protocol.lost;
  expect(protocol.events).toEqual(["made", "data hello", "eof", "lost cleanly"]);
});

test("createConnection receives what the server says first", async () => {
  const greeting: Protocol = {
    connectionMade: (transport) => {
      transport.write("welcome");
      transport.close();
    },
  };
  await using running = await startServer(createServer(() => greeting));
  const { protocol } = await createConnection(() => new Recorder(), {
    host: "127.0.0.1",
    port: running.port,
  });
  await protocol.lost;
  expect(protocol.events).toEqual(["made", "data welcome", "eof", "lost cleanly"]);
});

test("createConnection connects over IPv6, and to a name", async () => {
  await using six = await startServer(createServer(() => new Echo(), { host: "::1" }));
  await using named = await startServer(createServer(() => new Echo(), { host: "localhost" }));
  for (const to of [
    { host: "::1", port: six.port },
    { host: "localhost", port: named.port },
  ]) {
    const { transport, protocol } = await createConnection(() => new Recorder(), to);
    transport.write("hello");
    await protocol.saw("data hello");
    transport.close();
    expect(await protocol.lost).toBeNull();
  }
});

test("createConnection connects from the given address", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const { transport, protocol } = await createConnection(() => new Recorder(), {
    host: "127.0.0.1",
    port: running.port,
    localAddress: "127.0.0.3",
  });
  expect(transport.local).toMatchObject({ host: "127.0.0.3", family: 4 });
  transport.close();
  await protocol.lost;
});

test("createConnection that is refused says so, and makes no protocol", async () => {
  const server = await createServer(() => ({}));
  const [to = { host: "", port: 0 }] = server.addresses;
  await server.shutdown();
  let made = 0;
  const factory = (): Protocol => {
    made += 1;
    return {};
  };
  const error: unknown = await createConnection(factory, to).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConnectError);
  expect(error).toMatchObject({
    message: `Cannot connect to 127.0.0.1:${to.port}: the connection was refused`,
    code: "ECONNREFUSED",
    cause: { syscall: "connect" },
  });
  expect(made).toBe(0);
});

test("createConnection over IPv6 that is refused shows the address in brackets", async () => {
  const server = await createServer(() => ({}), { host: "::1" });
  const [to = { host: "", port: 0 }] = server.addresses;
  await server.shutdown();
  await expect(createConnection(() => ({}), to)).rejects.toThrow(
    `Cannot connect to [::1]:${to.port}: the connection was refused`,
  );
});

test("createConnection to a name that does not resolve says so", async () => {
  // RFC 6761: no resolver ever answers for .invalid, though some cannot be asked.
  await expect(createConnection(() => ({}), { host: "name.invalid", port: 7 })).rejects.toThrow(
    /^Cannot connect to name\.invalid:7: the name (does not resolve|cannot be looked up)/,
  );
});

test("createConnection refuses a port that is none", async () => {
  await expect(createConnection(() => ({}), { host: "127.0.0.1", port: 70_000 })).rejects.toThrow(
    new RangeError('Cannot connect to port "70000": it must be 0 to 65535'),
  );
});

test("createConnection with an aborted signal does not dial", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const reason = new Error("changed my mind");
  const signal = AbortSignal.abort(reason);
  const to = { host: "127.0.0.1", port: running.port, signal };
  await expect(createConnection(() => ({}), to)).rejects.toBe(reason);
  await turn();
  expect(running.server.connections.size).toBe(0);
});

test("createConnection gives up while dialling when its signal aborts", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const controller = new AbortController();
  let made = 0;
  const factory = (): Protocol => {
    made += 1;
    return {};
  };
  const to = { host: "127.0.0.1", port: running.port, signal: controller.signal };
  const dialling = createConnection(factory, to);
  const reason = new Error("changed my mind");
  controller.abort(reason);
  await expect(dialling).rejects.toBe(reason);
  await turn();
  expect([made, running.server.connections.size]).toEqual([0, 0]);
});

test("createConnection is not touched by its signal once it stands", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const controller = new AbortController();
  const to = { host: "127.0.0.1", port: running.port, signal: controller.signal };
  const { transport, protocol } = await createConnection(() => new Recorder(), to);
  controller.abort();
  transport.write("hello");
  await protocol.saw("data hello");
  transport.close();
  expect(await protocol.lost).toBeNull();
});

test("createConnection in a run gives up with it", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const to = { host: "127.0.0.1", port: running.port };
  const controller = new AbortController();
  const reason = new Error("the program ends");
  const main = async (): Promise<unknown> => {
    const dialling = createConnection(() => ({}), to);
    controller.abort(reason);
    return dialling.catch((error: unknown) => error);
  };
  let outcome: unknown;
  const program = run(async () => (outcome = await main()), { signal: controller.signal });
  await expect(program).rejects.toBe(reason);
  expect(outcome).toBe(reason);
});

test("createConnection can send after the server's half-close", async () => {
  const received = Promise.withResolvers<string>();
  const server: Protocol = {
    connectionMade: (transport) => transport.writeEof(),
    dataReceived: (data) => received.resolve(Buffer.from(data).toString()),
  };
  await using running = await startServer(createServer(() => server));
  const client = new Recorder({ eof: () => true });
  const to = { host: "127.0.0.1", port: running.port };
  const { transport } = await createConnection(() => client, to);
  await client.saw("eof");
  await turn();
  transport.write("still talking");
  transport.close();
  expect(await received.promise).toBe("still talking");
  expect(await client.lost).toBeNull();
});

test("createConnection refuses a protocol with a misspelt callback, and hangs up", async () => {
  const server = await listening(createNetServer());
  await using after = new AsyncDisposableStack();
  after.defer(() => close(server));
  const address = listeningAddress(server);
  const accepted = once(server, "connection");
  await expect(
    createConnection(() => ({ connectionMade: () => {}, dataRecieved: () => {} }), address),
  ).rejects.toThrow('did you mean "dataReceived"');
  const [socket] = await accepted;
  await once(socket.resume(), "close");
});

test("createConnection reports exceptions of its protocol to onError", async () => {
  const boom = new Error("boom");
  await using running = await startServer(createServer(() => new Echo()));
  const errors: unknown[] = [];
  const recorder = new Recorder({
    data: () => {
      throw boom;
    },
  });
  const { transport } = await createConnection(() => recorder, {
    host: "127.0.0.1",
    port: running.port,
    onError: (error, { hook }) => errors.push([error, hook]),
  });
  transport.write("hello");
  expect(await recorder.lost).toBe(boom);
  expect(errors).toEqual([[boom, "dataReceived"]]);
});

test("createConnection does not linger: a closed client has no socket left", async () => {
  const server = await listening(createNetServer({ allowHalfOpen: true }));
  await using after = new AsyncDisposableStack();
  after.defer(() => close(server));
  const accepted = once(server, "connection");
  const { transport, protocol } = await createConnection(
    () => new Recorder(),
    listeningAddress(server),
  );
  const [socket] = await accepted;
  transport.write("bye");
  transport.close();
  await protocol.lost;
  await once(socket.resume(), "end"); // and this side stays open
  const refused = await writeUntilRefused(socket);
  expect(refused).toMatchObject({ code: expect.stringMatching(/^(ECONNRESET|EPIPE)$/) });
});
