/** A line when a connection is made and one when it is lost, whichever way that was. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { announce, createServer, type Protocol, type Transport } from "02-echo-server";

class EchoProtocol implements Protocol {
  readonly #scope: Scope;
  #transport: Transport | undefined;
  #name = "";

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  connectionMade(transport: Transport): void {
    this.#transport = transport;
    this.#name = `client ${transport.peer.port}`;
    this.#scope.print(`${this.#name} came`);
  }

  dataReceived(data: Uint8Array): void {
    this.#transport?.write(data);
  }

  connectionLost(error: Error | null): void {
    this.#scope.print(`${this.#name} left (${error?.message ?? "ok"})`);
  }
}

export async function main(scope: Scope): Promise<void> {
  const options = { port: listenPort(8007) };
  await using server = await createServer(() => new EchoProtocol(scope), options);
  announce(server);
  await server.serveForever();
}

await runMain(import.meta, main);
