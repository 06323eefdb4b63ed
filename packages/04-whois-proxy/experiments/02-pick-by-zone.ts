/** A table says which server knows the names of which zone. */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { announce, createServer } from "02-echo-server";
import { WhoisSession } from "03-chat-protocol";
import { type FakeUpstream, fakeWhois } from "test-harness";

const zones = new Map([
  ["com", "whois.verisign-grs.com"],
  ["kino", "whois.nic.kino"],
]);

/** What the servers say. They all run in this process; of any other name they say "No match". */
const servers = {
  "whois.verisign-grs.com": {
    "example.com": "Domain Name: example.com\r\nRegistrar WHOIS Server: whois.names.example\r\n",
    "lost.com": "Domain Name: lost.com\r\nRegistrar WHOIS Server: whois.names.example\r\n",
  },
  "whois.nic.kino": {
    "example.kino": Buffer.from("domain: example.kino\r\ncity: Ìîñêâà\r\n", "latin1"),
  },
};
const others = { fallback: "No match.\r\n" };

/** A line to the server, and all that it says until it closes: that is WHOIS (RFC 3912). */
async function ask(server: FakeUpstream | undefined, line: string): Promise<string> {
  if (server === undefined) throw new Error(`Cannot ask about "${line}": no such host`);
  const socket = connect(server.address);
  socket.write(`${line}\r\n`);
  return await text(socket);
}

export async function main({ clock, use }: Scope): Promise<void> {
  const hosts = new Map<string, FakeUpstream>();
  for (const [host, replies] of Object.entries(servers))
    hosts.set(host, use(await fakeWhois(replies, others)));

  const answer = async (name: string): Promise<string> => {
    const host = zones.get(name.slice(name.lastIndexOf(".") + 1));
    return host === undefined ? "No server is known for this.\r\n" : ask(hosts.get(host), name);
  };

  const port = listenPort(4343);
  await using server = await createServer(() => new WhoisSession(answer, { clock }), { port });
  announce(server, "whois");
  await server.serveForever();
}

await runMain(import.meta, main);
