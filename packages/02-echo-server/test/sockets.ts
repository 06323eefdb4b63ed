/** What tests do to bare sockets of `node:net`, where a `TcpClient` would be too kind. */
import { once } from "node:events";
import type { Server, Socket } from "node:net";
import { turn } from "test-harness";

/** The server, once it listens on a free port of 127.0.0.1. */
export async function listening(server: Server): Promise<Server> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** Closes the server and waits until its connections are gone too. */
export async function close(server: Server): Promise<void> {
  server.close();
  await once(server, "close");
}

/** Writes until the kernel says that nobody is there any more; returns what it said. */
export async function writeUntilRefused(socket: Socket): Promise<unknown> {
  const failed = once(socket, "error");
  while (!socket.destroyed) {
    socket.write("anybody there?");
    await turn(1);
  }
  const [error]: unknown[] = await failed;
  return error;
}
