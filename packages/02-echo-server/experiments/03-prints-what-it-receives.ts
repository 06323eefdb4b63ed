/** The first callback: the server shows each chunk of bytes that arrives. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { announce, bytesRepr, createServer, type Protocol } from "02-echo-server";

class EchoProtocol implements Protocol {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  dataReceived(data: Uint8Array): void {
    this.#scope.print(`received [${bytesRepr(data)}]`);
  }
}

export async function main(scope: Scope): Promise<void> {
  const options = { port: listenPort(8007) };
  await using server = await createServer(() => new EchoProtocol(scope), options);
  announce(server);
  await server.serveForever();
}

await runMain(import.meta, main);
