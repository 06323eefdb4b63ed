/** The protocol keeps the transport that it is given, and writes back what it reads. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { announce, bytesRepr, createServer, type Protocol, type Transport } from "02-echo-server";

class EchoProtocol implements Protocol {
  readonly #scope: Scope;
  #transport: Transport | undefined;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  connectionMade(transport: Transport): void {
    this.#transport = transport;
  }

  dataReceived(data: Uint8Array): void {
    this.#scope.print(`received [${bytesRepr(data)}]`);
    this.#transport?.write(data);
  }
}

export async function main(scope: Scope): Promise<void> {
  const options = { port: listenPort(8007) };
  await using server = await createServer(() => new EchoProtocol(scope), options);
  announce(server);
  await server.serveForever();
}

await runMain(import.meta, main);
