/** Takes each chunk for a line. Half a line is a chunk too, so it is answered as if it were all. */
import { listenPort, runMain } from "01-background-tasks";
import { announce, createServer, type Protocol, type Transport } from "02-echo-server";

const utf8 = new TextDecoder();

class Lines implements Protocol {
  #transport: Transport | undefined;
  #count = 0;

  connectionMade(transport: Transport): void {
    this.#transport = transport;
  }

  dataReceived(data: Uint8Array): void {
    this.#answer(utf8.decode(data).trimEnd());
  }

  #answer(text: string): void {
    this.#count += 1;
    this.#transport?.write(`${this.#count}: ${JSON.stringify(text)}\r\n`);
  }
}

export async function main(): Promise<void> {
  await using server = await createServer(() => new Lines(), { port: listenPort(8025) });
  announce(server);
  await server.serveForever();
}

await runMain(import.meta, main);
