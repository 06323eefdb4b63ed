/**
 * asyncio's `loop.create_server`.
 *
 * ```ts
 * await using server = await createServer(() => new Echo(), { port: 8007 });
 * ```
 */
import { currentScope, systemClock } from "01-background-tasks";
import { checkPort } from "./address.ts";
import { checkProtocol } from "./check-protocol.ts";
import { ListeningServer } from "./listening-server.ts";
import { printError } from "./on-error.ts";
import type { ProtocolFactory } from "./protocol.ts";
import type { Server, ServerOptions } from "./server.ts";

/** What the kernel is asked to hold by default; Linux may hold fewer (`net.core.somaxconn`). */
const DEFAULT_BACKLOG = 511;

/**
 * Makes a server and, unless told otherwise, starts it: when the promise resolves, connections are
 * accepted. Inside a `run()` it is closed when `main` ends.
 *
 * The factory is called once for each connection; for the first one it is called here, so that its
 * product can be checked before anybody connects.
 *
 * @throws ListenError if it cannot listen; TypeError if a callback of the protocol is misspelt or
 *   async; RangeError for a bad port or backlog
 */
export async function createServer(
  factory: ProtocolFactory,
  options: ServerOptions = {},
): Promise<Server> {
  const scope = currentScope();
  const { host = "127.0.0.1", port = 0, backlog = DEFAULT_BACKLOG, reusePort = false } = options;
  if (host === "") throw new TypeError('Cannot listen on host "": name an address, or "0.0.0.0"');
  checkPort(port, "listen on");
  if (!Number.isInteger(backlog) || backlog < 1) {
    throw new RangeError(`Cannot listen with backlog "${backlog}": it must be 1 or more`);
  }
  const first = factory();
  checkProtocol(first);
  const server = new ListeningServer(startingWith(first, factory), {
    host,
    port,
    backlog,
    reusePort,
    onError: options.onError ?? printError,
    clock: options.clock ?? scope?.clock ?? systemClock,
  });
  if (options.startServing !== false) await server.startServing();
  return scope?.use(server) ?? server;
}

function startingWith(
  first: ReturnType<ProtocolFactory>,
  factory: ProtocolFactory,
): ProtocolFactory {
  let waiting: typeof first | undefined = first;
  return () => {
    const protocol = waiting ?? factory();
    waiting = undefined;
    return protocol;
  };
}
