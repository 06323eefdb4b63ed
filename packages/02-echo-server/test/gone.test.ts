/** What is left of a connection when it is gone. */
import { once } from "node:events";
import { createConnection, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { SocketTransport } from "../src/socket-transport.ts";
import { close, listening } from "./sockets.ts";

const end = { host: "127.0.0.1", port: 1, family: 4 } as const;

test("a socket that is closed holds on to nobody, however long it is kept itself", async () => {
  const server = await listening(createServer());
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const accepted = once(server, "connection");
  const client = createConnection(port, "127.0.0.1");
  const [socket]: Socket[] = await accepted;
  if (socket === undefined) throw new Error("Cannot test: nobody came");
  const owner = { lingers: false, onError: () => {} };
  const transport = new SocketTransport(socket, { peer: end, local: end }, {}, owner);
  transport.start();
  expect(socket.listenerCount("data")).toBe(1);
  const gone = once(socket, "close");
  client.destroy();
  await gone;
  expect(socket.eventNames()).toEqual([]);
  await close(server);
});
