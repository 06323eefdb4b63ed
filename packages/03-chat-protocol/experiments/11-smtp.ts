/** SMTP (RFC 5321): `SmtpSession` speaks, and a `MailStore` keeps. This store only prints. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { announce, bytesRepr, createServer } from "02-echo-server";
import { type MailDraft, type MailStore, SmtpSession } from "03-chat-protocol";

/** A message that is printed, line by line, when all of it has come. */
class PrintedMail implements MailDraft {
  readonly #print: Scope["print"];
  readonly #pieces: Uint8Array[] = [];

  constructor(print: Scope["print"]) {
    this.#print = print;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#pieces.push(bytes);
  }

  async commit(): Promise<void> {
    const text = Buffer.concat(this.#pieces).toString("latin1");
    for (const line of text.split(/(?<=\n)/)) this.#print(bytesRepr(Buffer.from(line, "latin1")));
  }

  async discard(): Promise<void> {
    this.#pieces.length = 0;
  }
}

export async function main({ clock, print }: Scope): Promise<void> {
  const store: MailStore = { open: async () => new PrintedMail(print) };
  await using server = await createServer(() => new SmtpSession(store, { clock }), {
    port: listenPort(8025),
  });
  announce(server, "smtp");
  await server.serveForever();
}

await runMain(import.meta, main);
