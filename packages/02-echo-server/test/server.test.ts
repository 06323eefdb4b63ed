import { execFileSync } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Server as NetServer } from "node:net";
import { createServer, Echo, ListenError, type Protocol } from "02-echo-server";
import { startServer, TcpClient, turn } from "test-harness";
import { expect, test } from "vitest";
import { addressOf, serve } from "./serve.ts";

/** What Node says on the diagnostics channel of listening. */
function hasServer(message: unknown): message is { readonly server: NetServer } {
  return typeof message === "object" && message !== null && "server" in message;
}

test("createServer listens on loopback and a free port by default", async () => {
  await using server = await createServer(() => ({}));
  expect(server.addresses).toEqual([{ host: "127.0.0.1", port: expect.any(Number), family: 4 }]);
  expect(addressOf(server).port).toBeGreaterThan(0);
  expect(server.serving).toBe(true);
});

test("createServer gives each connection a protocol of its own, with typed ends", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  expect(transport.local).toEqual({ ...addressOf(served.server), family: 4 });
  expect(transport.peer).toEqual({ ...served.client.local, family: 4 });
  await using second = await served.running.client();
  while (served.server.connections.size < 2) await turn(1);
  const peers = Array.from(served.server.connections, ({ peer }) => peer.port);
  expect(peers).toEqual([served.client.local.port, second.local.port]);
});

test("createServer serves IPv6", async () => {
  await using served = await serve({}, { host: "::1" });
  const transport = await served.recorder.made;
  expect(transport.peer).toMatchObject({ host: "::1", family: 6 });
  expect(served.server.addresses).toEqual([transport.local]);
});

test("createServer leaves 0.0.0.0 to others when it has ::", async () => {
  await using six = await createServer(() => ({}), { host: "::" });
  const { port } = addressOf(six);
  await using four = await createServer(() => ({}), { host: "0.0.0.0", port });
  expect(addressOf(four)).toMatchObject({ host: "0.0.0.0", port });
});

test.for([
  [{ port: -1 }, 'Cannot listen on port "-1": it must be 0 to 65535'],
  [{ port: 65_536 }, 'Cannot listen on port "65536": it must be 0 to 65535'],
  [{ port: 80.5 }, 'Cannot listen on port "80.5": it must be 0 to 65535'],
  [{ backlog: 0 }, 'Cannot listen with backlog "0": it must be 1 or more'],
  [{ host: "" }, 'Cannot listen on host "": name an address, or "0.0.0.0"'],
] as const)("createServer refuses %j", async ([options, message]) => {
  await expect(createServer(() => ({}), options)).rejects.toThrow(message);
});

test("createServer passes on what the factory throws for its first product", async () => {
  const boom = new Error("boom");
  const factory = (): never => {
    throw boom;
  };
  await expect(createServer(factory)).rejects.toBe(boom);
});

test("createServer on a port in use says so in one line", async () => {
  await using first = await createServer(() => ({}));
  const { port } = addressOf(first);
  const error: unknown = await createServer(() => ({}), { port }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ListenError);
  expect(error).toMatchObject({
    message: `Cannot listen on 127.0.0.1:${port}: the port is in use`,
    code: "EADDRINUSE",
    exitStatus: 1,
  });
});

test("createServer on an address that the machine does not have says so", async () => {
  await expect(
    createServer(() => ({}), { host: "198.51.100.1", port: 8007 }),
  ).rejects.toMatchObject({
    message: "Cannot listen on 198.51.100.1:8007: this machine does not have that address",
    code: "EADDRNOTAVAIL",
  });
});

test("Server.close stops accepting, frees the port, and lets connections live", async () => {
  await using served = await serve({ data: (data, transport) => transport.write(data) });
  const address = addressOf(served.server);
  served.server.close();
  served.server.close();
  expect(served.server.serving).toBe(false);
  await expect(TcpClient.connect(address)).rejects.toThrow("ECONNREFUSED");
  await using next = await createServer(() => ({}), { port: address.port });
  expect(addressOf(next)).toEqual(address);
  await served.client.send("still here");
  await served.client.expect("still here");
});

test("Server.closed waits for close and for the last connection", async () => {
  await using served = await serve();
  const events: string[] = [];
  const closed = served.server.closed().then(() => events.push("closed"));
  await turn();
  events.push("close");
  served.server.close();
  await turn();
  events.push("client ends");
  await served.client.end();
  await closed;
  expect(events).toEqual(["close", "client ends", "closed"]);
  await served.server.closed();
});

test("Server.closed is not fooled by a server without connections that still accepts", async () => {
  await using served = await serve();
  let closed = false;
  void served.server.closed().then(() => (closed = true));
  await served.client.end();
  await served.recorder.lost;
  await turn();
  expect(closed).toBe(false);
  served.server.close();
  await served.server.closed();
});

test("Server.closeClients flushes and closes all, and goes on accepting", async () => {
  await using served = await serve({ made: (transport) => transport.write("hello") });
  served.server.closeClients();
  expect(await served.client.readToEnd()).toBe("hello");
  await using second = await served.running.client();
  await second.expectBytes("hello");
});

test("Server.abortClients resets all", async () => {
  await using served = await serve();
  await using second = await served.running.client();
  while (served.server.connections.size < 2) await turn(1);
  served.server.abortClients();
  await served.client.expectReset();
  await second.expectReset();
  expect(await served.recorder.lost).toBeNull();
});

test("a peer that is gone before the server looks is no connection, or one that is lost", async () => {
  const events: string[] = [];
  const factory = (): Protocol => ({
    connectionMade: () => events.push("made"),
    connectionLost: () => events.push("lost"),
  });
  const errors: unknown[] = [];
  await using server = await createServer(factory, { onError: (error) => errors.push(error) });
  const { port } = addressOf(server);
  // Connects and resets while this process is blocked: accepted by the kernel, dead when we look.
  const hitAndRun = `net.connect(${port}, "127.0.0.1", function () { this.resetAndDestroy(); })`;
  execFileSync(process.execPath, ["-e", hitAndRun]);
  await turn();
  await server.shutdown();
  expect([[], ["made", "lost"]]).toContainEqual(events);
  expect(errors).toEqual([]);
});

test("a server that cannot accept says so and lives on", async () => {
  const failure = new Error("accept EMFILE");
  const errors: unknown[] = [];
  const listeners: NetServer[] = [];
  const collect = (message: unknown): void => {
    if (hasServer(message)) listeners.push(message.server);
  };
  subscribe("tracing:net.server.listen:asyncStart", collect);
  await using running = await startServer(
    createServer(() => new Echo(), { onError: (error, where) => errors.push([error, where]) }),
  );
  unsubscribe("tracing:net.server.listen:asyncStart", collect);
  for (const listener of listeners) listener.emit("error", failure);
  expect(errors).toEqual([[failure, { hook: "accept" }]]);
  await using client = await running.client();
  await client.send("still here");
  await client.expect("still here");
});

test("createServer with startServing false binds nothing until it is told", async () => {
  await using first = await createServer(() => ({}));
  const { port } = addressOf(first);
  await using second = await createServer(() => ({}), { port, startServing: false });
  expect([second.serving, second.addresses]).toEqual([false, []]);
  await expect(second.startServing()).rejects.toThrow("the port is in use");
  await first.shutdown();
  await Promise.all([second.startServing(), second.startServing()]);
  expect([second.serving, addressOf(second).port]).toEqual([true, port]);
});

test("Server.startServing after close is refused, also when close came in between", async () => {
  await using server = await createServer(() => ({}), { startServing: false });
  const starting = server.startServing();
  server.close();
  await expect(starting).rejects.toThrow("Cannot start serving: the server was closed meanwhile");
  await expect(server.startServing()).rejects.toThrow("Cannot start serving: the server is closed");
});
