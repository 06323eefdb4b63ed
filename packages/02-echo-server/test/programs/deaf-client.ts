/**
 * A client that talks and does not listen, until nobody takes more of what it says:
 * `node --import tsx test/programs/deaf-client.ts --port 8007`
 *
 * Whether a server will take more is not a matter of waiting long enough: beside the deaf client
 * another one is echoed again and again, and a server that wanted to read would have read by then.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { listenPort, runMain } from "01-background-tasks";

/** What became of it, in bytes. */
interface Spoken {
  /** Taken by the server, or by the kernels on the way, while nothing was read. */
  readonly taken: number;
  /** Read in the end: all that came back. */
  readonly read: number;
}

/** It says no more than this: more than the kernels hold for a connection, there and back. */
export const ENOUGH_BYTES = 32 * 1024 * 1024;

const chunk = Buffer.alloc(64 * 1024, "x");

/** So often in a row another client is echoed and no chunk is taken: then none ever will be. */
const ECHOES = 100;

/** Talks to an echo server without reading, then says that it is done and reads to the end. */
export async function talkWithoutListening(port: number): Promise<Spoken> {
  const host = "127.0.0.1";
  const other = connect({ host, port });
  await once(other, "connect");
  const deaf = connect({ host, port, allowHalfOpen: true }).pause();
  await once(deaf, "connect");
  const taken = await talk(deaf, other);
  deaf.end();
  const read = await readToEnd(deaf);
  other.end();
  await once(other, "close");
  return { taken, read };
}

async function talk(deaf: Socket, other: Socket): Promise<number> {
  say(deaf);
  let taken = 0;
  for (let echoes = 0; echoes < ECHOES && taken < ENOUGH_BYTES;) {
    await beEchoed(other);
    const now = takenOf(deaf);
    echoes = now === taken ? echoes + 1 : 0;
    taken = now;
  }
  return taken;
}

function say(socket: Socket): void {
  socket.write(chunk, () => {
    if (takenOf(socket) < ENOUGH_BYTES && !socket.writableEnded) say(socket);
  });
}

function takenOf(socket: Socket): number {
  return socket.bytesWritten - socket.writableLength;
}

async function beEchoed(socket: Socket): Promise<void> {
  const echo = once(socket, "data");
  socket.write("?");
  await echo;
}

async function readToEnd(socket: Socket): Promise<number> {
  let length = 0;
  socket.on("data", (data) => (length += data.length)).resume();
  await once(socket, "end");
  return length;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

await runMain(import.meta, async (scope) => {
  const { taken, read } = await talkWithoutListening(listenPort(8007));
  const end = taken < ENOUGH_BYTES ? "then nobody took more" : "and all of it was taken";
  scope.print(`said ${mebibytes(taken)}, ${end}`);
  scope.print(`heard ${mebibytes(read)} when it listened at last`);
});
