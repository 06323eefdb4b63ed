/** Any number of these can run side by side: the kernel deals the connections out. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { announce, createServer, type Protocol, type Transport } from "02-echo-server";

class EchoProtocol implements Protocol {
  readonly #scope: Scope;
  readonly #here: Set<EchoProtocol>;
  #transport: Transport | undefined;
  #name = "";

  constructor(scope: Scope, here: Set<EchoProtocol>) {
    this.#scope = scope;
    this.#here = here;
  }

  connectionMade(transport: Transport): void {
    this.#transport = transport;
    this.#name = `client ${transport.peer.port}`;
    this.#here.add(this);
    this.#scope.print(`${this.#name} came, ${this.#here.size} here`);
  }

  dataReceived(data: Uint8Array): void {
    this.#transport?.write(data);
  }

  eofReceived(): void {
    this.#transport?.write("that was all\r\n");
  }

  pauseWriting(): void {
    this.#scope.print(`${this.#name} does not read`);
    this.#transport?.pauseReading();
  }

  resumeWriting(): void {
    this.#scope.print(`${this.#name} reads again`);
    this.#transport?.resumeReading();
  }

  connectionLost(error: Error | null): void {
    this.#here.delete(this);
    this.#scope.print(`${this.#name} left (${error?.message ?? "ok"}), ${this.#here.size} here`);
  }
}

export async function main(scope: Scope): Promise<void> {
  const options = { port: listenPort(8007), reusePort: true };
  const here = new Set<EchoProtocol>();
  await using server = await createServer(() => new EchoProtocol(scope, here), options);
  announce(server);
  try {
    await server.serveForever();
  } finally {
    for (const client of server.connections) client.write("goodbye\r\n");
    scope.print(`stopped (${await server.shutdown({ graceMs: 2000 })})`);
  }
}

await runMain(import.meta, main);
