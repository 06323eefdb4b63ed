/** A frame may have 99 bytes. With more it is dropped up to its end, and the client is told. */
import { listenPort, runMain } from "01-background-tasks";
import { announce, createServer, type Protocol, type Transport } from "02-echo-server";
import { Framer, lenientLine } from "03-chat-protocol";

const utf8 = new TextDecoder();

class Lines implements Protocol {
  #transport: Transport | undefined;
  readonly #framer = new Framer({ terminator: lenientLine, maxLength: 99 });
  #count = 0;
  #counting = false;

  connectionMade(transport: Transport): void {
    this.#transport = transport;
  }

  dataReceived(data: Uint8Array): void {
    this.#framer.push(data);
    for (;;) {
      const frame = this.#framer.next();
      if (frame === undefined) return;
      if (frame.kind === "frame") this.#received(frame.data);
      if (frame.kind === "tooLong") this.#tooLong(frame.limit);
    }
  }

  #received(data: Uint8Array): void {
    const text = utf8.decode(data);
    // Bytes that were announced are no command, whatever they say.
    const count = this.#counting ? undefined : /^take ([1-9]\d?)$/.exec(text)?.[1];
    this.#counting = count !== undefined;
    this.#framer.terminator = count === undefined ? lenientLine : Number(count);
    this.#answer(text);
  }

  #tooLong(limit: number): void {
    this.#transport?.write(`more than ${limit} bytes: dropped\r\n`);
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
