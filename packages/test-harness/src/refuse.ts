/** An address that refuses connections, and keeps doing so. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { addressOf, type FakeUpstream, formatHostPort } from "./fake-upstream.ts";

/**
 * Finds a port where nobody listens and holds it. A port that was merely free a moment ago may be
 * given to somebody else; the local port of an open connection is not, and it refuses too.
 */
export async function refuse(host = "127.0.0.1"): Promise<FakeUpstream> {
  const server = createServer();
  server.listen(0, host);
  await once(server, "listening");
  const accepting: Promise<[Socket]> = once(server, "connection").then(([socket]) => [socket]);
  const holder = connect({ host, port: addressOf(server).port });
  const [[accepted]] = await Promise.all([accepting, once(holder, "connect")]);
  server.close();
  const address = { host, port: holder.localPort ?? 0 };
  return {
    address,
    hostPort: formatHostPort(address),
    asked: [],
    accepted: 0,
    open: 0,
    unused: () => [],
    waitForAsked: () => Promise.reject(new Error("Cannot wait: nobody listens at this address")),
    waitForIdle: () => Promise.resolve(),
    async [Symbol.asyncDispose]() {
      const closed = [holder, accepted].map((socket) => once(socket, "close"));
      holder.resetAndDestroy();
      accepted.destroy();
      await Promise.all(closed);
    },
  };
}
