/** Searches what came for line ends, by hand: any number of lines, and the part of one. */
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
    for (;;) {
      const end = this.#text.search(/[\r\n]/);
      if (end < 0) return;
      const line = this.#text.slice(0, end);
      const next = end + (this.#text.startsWith("\r\n", end) ? 2 : 1);
      this.#text = this.#text.slice(next);
      this.#answer(line);
    }
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
