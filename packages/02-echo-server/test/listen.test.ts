import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { createServer as createNetServer, type Socket } from "node:net";
import { createServer } from "02-echo-server";
import { TcpClient } from "test-harness";
import { expect, test } from "vitest";
import { listeningAddress } from "../src/address.ts";
import { listen, type Resolve } from "../src/listen.ts";
import { close } from "./sockets.ts";

const anyPort = { host: "name.test", port: 0, backlog: 511, reusePort: false };

/** The resolver is where faults come from; everything behind it is real. */
function resolvesTo(...addresses: string[]): Resolve {
  return async () => addresses;
}

async function resolvesNothing(): Promise<never> {
  throw Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
}

function hang(socket: Socket): void {
  socket.destroy();
}

test("createServer binds every address that localhost resolves to", async () => {
  const found = await lookup("localhost", { all: true });
  const expected = new Set(found.map(({ address }) => address));
  await using server = await createServer(() => ({}), { host: "localhost" });
  expect(new Set(server.addresses.map(({ host }) => host))).toEqual(expected);
  expect(new Set(server.addresses.map(({ port }) => port)).size).toBe(1);
  for (const address of server.addresses) {
    await using client = await TcpClient.connect(address);
    await client.end();
    await client.expectEnd();
  }
});

test("listen binds all addresses of a name on one port, in the order of the resolver", async () => {
  const servers = await listen(anyPort, hang, resolvesTo("127.0.0.1", "::1", "127.0.0.2"));
  await using after = new AsyncDisposableStack();
  for (const server of servers) after.defer(() => close(server));
  const addresses = servers.map(listeningAddress);
  expect(addresses.map(({ host }) => host)).toEqual(["127.0.0.1", "::1", "127.0.0.2"]);
  expect(new Set(addresses.map(({ port }) => port)).size).toBe(1);
});

test("listen binds an address that is resolved twice once", async () => {
  const servers = await listen(anyPort, hang, resolvesTo("127.0.0.1", "127.0.0.1"));
  await using after = new AsyncDisposableStack();
  for (const server of servers) after.defer(() => close(server));
  expect(servers).toHaveLength(1);
});

test("listen leaves out addresses of a name that the machine does not have", async () => {
  const servers = await listen(anyPort, hang, resolvesTo("198.51.100.1", "127.0.0.1"));
  await using after = new AsyncDisposableStack();
  for (const server of servers) after.defer(() => close(server));
  expect(servers.map((server) => listeningAddress(server).host)).toEqual(["127.0.0.1"]);
});

test("listen fails when the machine has none of the addresses", async () => {
  await expect(
    listen(anyPort, hang, resolvesTo("198.51.100.1", "198.51.100.2")),
  ).rejects.toMatchObject({ name: "ListenError", code: "EADDRNOTAVAIL" });
});

test("listen is all or nothing: when one address is taken, the others are freed", async () => {
  const taken = createNetServer().listen(0, "127.0.0.2");
  await once(taken, "listening");
  await using after = new AsyncDisposableStack();
  after.defer(() => close(taken));
  const { port } = listeningAddress(taken);
  const attempt = listen({ ...anyPort, port }, hang, resolvesTo("127.0.0.1", "127.0.0.2"));
  await expect(attempt).rejects.toMatchObject({
    message: `Cannot listen on 127.0.0.2:${port}: the port is in use`,
  });
  const again = await listen({ ...anyPort, port }, hang, resolvesTo("127.0.0.1"));
  for (const server of again) after.defer(() => close(server));
  expect(again).toHaveLength(1);
});

test("listen on any port tries 20 ports, each on all addresses, before it gives up", async () => {
  let taken = 0;
  const count = (): void => void (taken += 1);
  subscribe("tracing:net.server.listen:error", count);
  try {
    // 0.0.0.0 includes 127.0.0.1, so whatever port the first one gets, the second one cannot.
    await expect(listen(anyPort, hang, resolvesTo("127.0.0.1", "0.0.0.0"))).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  } finally {
    unsubscribe("tracing:net.server.listen:error", count);
  }
  expect(taken).toBe(20);
});

test("listen says that a name does not resolve", async () => {
  await expect(listen({ ...anyPort, port: 8007 }, hang, resolvesNothing)).rejects.toMatchObject({
    message: "Cannot listen on name.test:8007: the name does not resolve",
    code: "ENOTFOUND",
    exitStatus: 1,
  });
});
