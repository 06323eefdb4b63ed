/** What clients do to a server while it is measured. Each resolves when its work is done. */

import { connect, type Socket } from "node:net";
import { once } from "node:events";

/** A kind of work, so many units of it, done to the server at `port`. */
export interface Load {
  readonly name: string;
  /** What one unit is: `MiB`, `messages`, `answers`. */
  readonly unit: string;
  readonly units: number;
  run(port: number): Promise<void>;
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  await once(socket, "connect");
  return socket;
}

/** Streams of large chunks through an echo server, read back as they come. */
export function bulk(connections: number, mebibytes: number): Load {
  const chunk = Buffer.alloc(64 * 1024, "x");
  const each = (mebibytes * 1024 * 1024) / connections;
  const stream = async (port: number) => {
    const socket = await open(port);
    let [sent, received] = [0, 0];
    const pump = () => {
      while (sent < each) {
        sent += chunk.length;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on("drain", pump);
    pump();
    for await (const data of socket) {
      received += data.length;
      if (received >= each) break;
    }
  };
  return {
    name: `${connections} streams of 64 KiB chunks`,
    unit: "MiB",
    units: mebibytes,
    run: async (port) => {
      await Promise.all(Array.from({ length: connections }, () => stream(port)));
    },
  };
}

/** One short message after another on each connection, the next one when the last has come back. */
export function pingPong(connections: number, messages: number): Load {
  const message = Buffer.from("fdasfdskl, and some more of it\r\n");
  const each = messages / connections;
  const play = async (port: number) => {
    const socket = await open(port);
    const done = Promise.withResolvers<void>();
    let [left, pending] = [each, message.length];
    socket.on("error", done.reject);
    socket.on("data", (data) => {
      pending -= data.length;
      if (pending > 0) return;
      left -= 1;
      if (left === 0) return done.resolve();
      pending = message.length;
      socket.write(message);
    });
    socket.write(message);
    await done.promise;
    socket.destroy();
  };
  return {
    name: `${connections} connections, one short message at a time`,
    unit: "messages",
    units: messages,
    run: async (port) => {
      await Promise.all(Array.from({ length: connections }, () => play(port)));
    },
  };
}

async function ask(port: number): Promise<void> {
  const socket = await open(port);
  socket.write("example.com\r\n");
  let length = 0;
  for await (const data of socket) length += data.length;
  if (length < 1000) throw new Error(`Cannot measure answers of ${length} bytes`);
}

/** Connect, ask, read the answer to its end: so many at a time. */
export function queries(atATime: number, answers: number): Load {
  const client = async (port: number) => {
    for (let left = answers / atATime; left > 0; left -= 1) await ask(port);
  };
  return {
    name: `${atATime} clients, one cached answer per connection`,
    unit: "answers",
    units: answers,
    run: async (port) => {
      await Promise.all(Array.from({ length: atATime }, () => client(port)));
    },
  };
}
