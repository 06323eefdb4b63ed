/** WHOIS (RFC 3912): one line in, the answer out, close. `WhoisSession` is a `ChatProtocol`. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { announce, createServer } from "02-echo-server";
import { WhoisSession } from "03-chat-protocol";

const answers = new Map([
  ["example.com", "domain: EXAMPLE.COM\r\nstatus: invented for this journal\r\n"],
  ["as64496", "aut-num: AS64496\r\nstatus: for documentation (RFC 5398)\r\n"],
]);

function answer(query: string): string {
  return answers.get(query.toLowerCase()) ?? "No match.\r\n";
}

export async function main({ clock }: Scope): Promise<void> {
  await using server = await createServer(() => new WhoisSession(answer, { clock }), {
    port: listenPort(8043),
  });
  announce(server, "whois");
  await server.serveForever();
}

await runMain(import.meta, main);
