/** A message with a second one hidden in its text, sent to a naive server and to ours. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { type Address, announce, createConnection, createServer } from "02-echo-server";
import { ChatProtocol, type MailStore, SmtpSession } from "03-chat-protocol";

const utf8 = new TextDecoder();
const letter = "MAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@server.example>\r\nDATA\r\nHello.";
const ends = ["\r\n.\r\n", "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r\n\0.\r\n"];

/** Takes LF for a line end, as my servers did so far, and so `\n.\n` for the end of a message. */
class NaiveSession extends ChatProtocol {
  #inMessage = false;

  protected override received(data: Uint8Array): Promise<void> | undefined {
    const line = utf8.decode(data);
    if (this.#inMessage && line !== ".") return undefined;
    this.#inMessage = line === "DATA";
    return this.push(this.#inMessage ? "354 Go on\r\n" : "250 Ok\r\n");
  }
}

/** How many messages the server takes, when the text of one goes on behind `end` with another. */
async function attack(server: Address, end: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let replies = "";
  const attacker = {
    dataReceived(data: Uint8Array): void {
      replies += utf8.decode(data);
    },
    connectionLost: () => resolve(),
  };
  const { transport } = await createConnection(() => attacker, server);
  transport.write(`EHLO client.example\r\n${letter}${end}${letter}\r\n.\r\n`);
  transport.writeEof();
  await promise;
  return replies.match(/^354 .*\r\n250 /gm)?.length ?? 0;
}

const done = async (): Promise<void> => {};
const nowhere: MailStore = { open: async () => ({ write: done, commit: done, discard: done }) };

export async function main({ clock, print }: Scope): Promise<void> {
  await using naive = await createServer(() => new NaiveSession({ clock }));
  await using ours = await createServer(() => new SmtpSession(nowhere, { clock }), {
    port: listenPort(8025),
  });
  announce(ours, "smtp");
  const servers = [...naive.addresses, ...ours.addresses];
  for (const end of ends) {
    const [naively, strictly] = await Promise.all(servers.map((server) => attack(server, end)));
    print(`${JSON.stringify(end)}: the naive server takes ${naively}, ours ${strictly}`);
  }
  await ours.serveForever();
}

await runMain(import.meta, main);
