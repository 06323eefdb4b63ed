/** A framer finds the line ends. It is told the terminator, and asked for one frame after another. */
import { listenPort, runMain } from "01-background-tasks";
import { announce, createServer, type Protocol, type Transport } from "02-echo-server";
import { Framer, lenientLine } from "03-chat-protocol";

const utf8 = new TextDecoder();

class Lines implements Protocol {
  #transport: Transport | undefined;
  readonly #framer = new Framer({ terminator: lenientLine });
  #count = 0;

  connectionMade(transport: Transport): void {
    this.#transport = transport;
  }

  dataReceived(data: Uint8Array): void {
    this.#framer.push(data);
    for (;;) {
      const frame = this.#framer.next();
      if (frame === undefined) return;
      if (frame.kind === "frame") this.#answer(utf8.decode(frame.data));
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
