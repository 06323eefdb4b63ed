/** The same server, awaited: it serves until Ctrl-C. */
import { listenPort, runMain } from "01-background-tasks";
import { announce, createServer, type Protocol } from "02-echo-server";

/** Nothing filled in yet: a protocol may leave out every callback. */
const echoProtocol: Protocol = {};

export async function main(): Promise<void> {
  const options = { port: listenPort(8007) };
  await using server = await createServer(() => echoProtocol, options);
  announce(server);
  await server.serveForever();
}

await runMain(import.meta, main);
