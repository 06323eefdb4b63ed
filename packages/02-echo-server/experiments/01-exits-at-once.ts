/** A server that is made and not awaited: the program ends at once. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { createServer, type Protocol } from "02-echo-server";

/** Nothing filled in yet: a protocol may leave out every callback. */
const echoProtocol: Protocol = {};

export async function main(scope: Scope): Promise<void> {
  const options = { port: listenPort(8007) };
  const server = createServer(() => echoProtocol, options);
  // @ts-expect-error Property 'serveForever' does not exist on type 'Promise<Server>'.
  scope.print(`serveForever is ${typeof server.serveForever}`);
}

await runMain(import.meta, main);
