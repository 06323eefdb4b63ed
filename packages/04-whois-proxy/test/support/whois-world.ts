/** A proxy in a world where every port-43 server of a test has the name that tables and replies give it. */

import { fakeWhois, VirtualClock, type WhoisReply } from "test-harness";
import { startProxy } from "./start-proxy.ts";

/** The registry of `.nu`, whatever the tables say. */
const ZONE = '[zones.nu]\nwhois = "whois.registry.example"\nrdap = []\n';

/**
 * Starts them all; each gives its one reply to every query. RDAP is not asked.
 *
 * @param toml keys of `[upstream]`
 */
export async function whoisWorld(servers: Readonly<Record<string, WhoisReply>>, toml = "") {
  const whois: Record<string, Awaited<ReturnType<typeof fakeWhois>>> = {};
  await using started = new AsyncDisposableStack();
  const lines: string[] = [];
  for (const [host, fallback] of Object.entries(servers)) {
    const fake = started.use(await fakeWhois(fallback === "refuse" ? fallback : {}, { fallback }));
    whois[host] = fake;
    const name = host.includes(":") ? host : `${host}:43`;
    lines.push(`"${name}" = "${fake.hostPort}"`);
  }
  const proxy = started.use(
    await startProxy(
      `${ZONE}[upstream]\n${toml}\n[upstream.connect_to]\n${lines.join("\n")}`,
      new VirtualClock(),
    ),
  );
  const parts = started.move();
  return {
    whois,
    ask: async (line: string) => (await proxy.answer(`--via=whois ${line}`)).text,
    [Symbol.asyncDispose]: () => parts[Symbol.asyncDispose](),
  };
}
