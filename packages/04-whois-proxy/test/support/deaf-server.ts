/** An address where dialling hangs: its queue of connections is full, and nobody accepts them. */

import { once } from "node:events";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";

/** Listens with the shortest queue there is, then sleeps until it is told to end. */
const DEAF = `
  const { parentPort, workerData } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => {
      Atomics.wait(workerData, 0, 0);
      server.close();
    });
  });
  server.on("connection", (socket) => socket.destroy());
`;

/** More than any system lets wait behind a backlog of 1. */
const FILLERS = 16;

export interface DeafServer extends AsyncDisposable {
  /** `127.0.0.1:54321` */
  readonly hostPort: string;
}

/** Starts such a server; connections made to it from now on are never established. */
export async function deafServer(): Promise<DeafServer> {
  const lock = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(DEAF, { eval: true, workerData: lock });
  const [port]: unknown[] = await once(worker, "message");
  if (typeof port !== "number") throw new TypeError("Cannot start the deaf server");
  const fillers = Array.from({ length: FILLERS }, () => {
    const socket = connect({ host: "127.0.0.1", port });
    return socket.on("error", () => {});
  });
  const [first] = fillers;
  if (first?.connecting) await once(first, "connect");
  return {
    hostPort: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = fillers.map((socket) => (socket.closed ? undefined : once(socket, "close")));
      for (const socket of fillers) socket.destroy();
      Atomics.store(lock, 0, 1);
      Atomics.notify(lock, 0);
      await Promise.all([...closed, once(worker, "exit")]);
    },
  };
}
