/** `wait 3` is answered after three seconds. What comes meanwhile waits, and keeps its place. */
import { listenPort, runMain, type Scope, sleep } from "01-background-tasks";
import { announce, createServer } from "02-echo-server";
import { ChatProtocol, lenientLine } from "03-chat-protocol";

const utf8 = new TextDecoder();

class Lines extends ChatProtocol {
  #count = 0;
  #counting = false;

  protected override async received(data: Uint8Array): Promise<void> {
    const text = utf8.decode(data);
    // Bytes that were announced are no command, whatever they say.
    const count = this.#counting ? undefined : /^take ([1-9]\d?)$/.exec(text)?.[1];
    this.#counting = count !== undefined;
    this.setTerminator(count === undefined ? lenientLine : Number(count));
    const seconds = /^wait (\d)$/.exec(text)?.[1];
    if (seconds !== undefined) await sleep(Number(seconds) * 1000, { signal: this.signal });
    await this.#answer(text);
  }

  protected override tooLong(limit: number): Promise<void> {
    return this.push(`more than ${limit} bytes: dropped\r\n`);
  }

  protected override async idle(): Promise<void> {
    await this.push("nobody there? bye\r\n");
    this.closeWhenDone();
  }

  #answer(text: string): Promise<void> {
    this.#count += 1;
    return this.push(`${this.#count}: ${JSON.stringify(text)}\r\n`);
  }
}

export async function main({ clock }: Scope): Promise<void> {
  const options = { terminator: lenientLine, maxLength: 99, idleMs: 30_000, clock };
  await using server = await createServer(() => new Lines(options), { port: listenPort(8025) });
  announce(server);
  await server.serveForever();
}

await runMain(import.meta, main);
