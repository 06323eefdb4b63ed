/** A bare `node:net` server in the shape that `startServer` takes: the peer of the harness's tests. */
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import type { ServerLike } from "../src/mod.ts";

/** A server whose connections the test holds in its hands. */
export interface PlainServer extends ServerLike {
  readonly sockets: readonly Socket[];
}

/** Listens on a free port; disposing it destroys what is still connected. */
export async function plainServer(onConnection: (socket: Socket) => void): Promise<PlainServer> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.push(socket);
    socket.on("error", () => socket.destroy());
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    sockets,
    addresses: [{ host: "127.0.0.1", port }],
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Sends back what it gets, and a FIN for a FIN. */
export function echo(socket: Socket): void {
  socket.pipe(socket);
}
