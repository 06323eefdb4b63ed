/** Keeps what came until a line is whole. When two lines come at once, they are one to it. */
import { listenPort, runMain } from "01-background-tasks";
import { announce, createServer, type Protocol, type Transport } from "02-echo-server";

const utf8 = new TextDecoder();

class Lines implements Protocol {
  #transport: Transport | undefined;
  #count = 0;
  #text = "";

  connectionMade(transport: Transport): void {
    this.#transport = transport;
  }

  dataReceived(data: Uint8Array): void {
    this.#text += utf8.decode(data);
    if (!this.#text.endsWith("\n")) return;
    this.#answer(this.#text.trimEnd());
    this.#text = "";
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
