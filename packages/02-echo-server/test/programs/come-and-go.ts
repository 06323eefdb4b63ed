/**
 * Lets 10,000 clients come to an echo server and go again, and prints what they left behind, as
 * JSON. A process of its own, so that nobody else's sockets and objects are counted.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { runMain } from "01-background-tasks";
import { createServer, Echo, type Server } from "02-echo-server";

/** This file, to be run. */
export const program = import.meta.filename;

/** What is left when all are gone. */
export interface LeftBehind {
  readonly served: number;
  readonly connections: number;
  /** Open sockets, listening ones included, before and after. */
  readonly handles: readonly [before: number, after: number];
  /** Protocols that the garbage collector did not get. */
  readonly protocols: number;
}

const CLIENTS = 10_000;
const AT_A_TIME = 100;

/** Ways for a client to leave, taken in turn. */
const farewells: readonly ((socket: Socket) => unknown)[] = [
  (socket) => socket.end(),
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.destroy(),
];

async function visit(port: number, index: number): Promise<void> {
  const socket = connect({ port, host: "127.0.0.1" });
  await once(socket, "connect");
  socket.write("hello");
  await once(socket, "data");
  const closed = once(socket, "close");
  farewells[index % farewells.length]?.(socket);
  await closed;
}

async function comeAndGo(server: Server, clients: number): Promise<void> {
  const port = server.addresses[0]?.port ?? 0;
  for (let count = 0; count < clients; count += AT_A_TIME) {
    await Promise.all(Array.from({ length: AT_A_TIME }, (_, index) => visit(port, count + index)));
  }
  while (server.connections.size > 0) await turn();
  await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function openHandles(): number {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP")).length;
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") Reflect.apply(collect, undefined, []);
}

await runMain(import.meta, async (scope) => {
  const echoes: WeakRef<Echo>[] = [];
  await using server = await createServer(() => {
    const echo = new Echo();
    echoes.push(new WeakRef(echo));
    return echo;
  });
  await comeAndGo(server, AT_A_TIME);
  const before = openHandles();
  await comeAndGo(server, CLIENTS - AT_A_TIME);
  collectGarbage();
  await turn();
  collectGarbage();
  const left: LeftBehind = {
    served: echoes.length,
    connections: server.connections.size,
    handles: [before, openHandles()],
    protocols: echoes.filter((echo) => echo.deref() !== undefined).length,
  };
  scope.print(JSON.stringify(left));
});
