/** What RDAP says as JSON becomes the lines that programs know from WHOIS. */
import { listenPort, runMain, type Scope } from "01-background-tasks";
import { announce, createServer } from "02-echo-server";
import { type WhoisAnswerer, WhoisSession } from "03-chat-protocol";
import { createAsk, createDialer, lookup, type Source, toWire } from "04-whois-proxy";
import { fakeRdap, fakeWhois } from "test-harness";

const my = { port: 43, trusted: true, why: "a table of mine" } as const;
const whois = (host: string, query: string) => ({ ...my, protocol: "whois", host, query }) as const;
const rdap = (base: string, name: string) =>
  ({ ...my, protocol: "rdap", url: `${base}domain/${name}` }) as const;

const zones = new Map<string, (name: string) => readonly Source[]>([
  ["com", (name) => [rdap("http://127.0.0.1:9/", name), whois("whois.verisign-grs.com", name)]],
  ["kino", (name) => [whois("whois.nic.kino", name)]],
  ["dev", (name) => [rdap("http://rdap.nic.dev/", name)]],
]);
const iana = (name: string) => [{ ...whois("whois.iana.org", name), directory: true as const }];

/** What the servers say. They all run in this process; of any other name they say "No match". */
const servers = {
  "whois.verisign-grs.com": {
    "example.com": "Domain Name: example.com\r\nRegistrar WHOIS Server: whois.names.example\r\n",
    "lost.com": "Domain Name: lost.com\r\nRegistrar WHOIS Server: whois.names.example\r\n",
  },
  "whois.nic.kino": {
    "example.kino": Buffer.from("domain: example.kino\r\ncity: Ìîñêâà\r\n", "latin1"),
    "example.teatr": "domain: example.teatr\r\nstate: active\r\n",
  },
  "whois.iana.org": { "example.teatr": "refer: whois.nic.kino\r\n" },
  "whois.names.example": { "example.com": "Tech Email: it@names.example\r\n" },
};
const others = { fallback: "No match.\r\n" };
const dev = { objectClassName: "domain", ldhName: "example.dev", handle: "3-DEV" };
const noLimits = { connectTimeout: 3_600_000, timeout: 3_600_000, maxReply: 1e9 };

export async function main({ clock, use }: Scope): Promise<void> {
  const connectTo = new Map<string, string>();
  for (const [host, replies] of Object.entries(servers))
    connectTo.set(`${host}:43`, use(await fakeWhois(replies, others)).hostPort);
  connectTo.set("rdap.nic.dev:80", use(await fakeRdap({ "/domain/example.dev": dev })).hostPort);
  const dialer = createDialer({ connectTo, allowAddresses: [] });
  const { ask } = createAsk({ clock, dialer, ...noLimits });
  const limits = { maxHops: 3, referral: true, deadHost: () => undefined };

  const answer: WhoisAnswerer = async (name, { signal }) => {
    const sources = (zones.get(name.slice(name.lastIndexOf(".") + 1)) ?? iana)(name);
    const subject = { kind: "domain", name, unicode: name } as const;
    const { hops, text } = await lookup(subject, { sources, notes: [] }, ask, limits, signal);
    const head = hops.map(({ source, outcome }) => `% source: ${source} (${outcome})`);
    return toWire([...head, "", text].join("\n"));
  };

  const port = listenPort(4343);
  await using server = await createServer(() => new WhoisSession(answer, { clock }), { port });
  announce(server, "whois");
  await server.serveForever();
}

await runMain(import.meta, main);
