/** Asking the HTTP door for RDAP, with registries behind it that only speak WHOIS. */

import { fakeWhois } from "test-harness";
import { expect } from "vitest";
import { rdapFaults } from "./rdap-conformance.ts";
import { startHttpDoor } from "./start-http-door.ts";

/** Asks for a path and reads the RDAP, which must be valid whatever it says. */
export async function askRdap(http: { url(path: string): string }, path: string) {
  const response = await fetch(http.url(path));
  const answer = JSON.parse(await response.text());
  expect([path, rdapFaults(answer)]).toEqual([path, []]);
  expect(response.headers.get("content-type")).toBe("application/rdap+json");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  return { status: response.status, headers: response.headers, answer };
}

/** The titles of the notices. */
export const titles = (answer: { notices: { title: string }[] }): string[] =>
  answer.notices.map(({ title }) => title);

/** A proxy whose registries all speak WHOIS only, and say what they were asked. */
export async function whoisOnly(replies: Readonly<Record<string, string>>) {
  const whois = await fakeWhois(replies, { fallback: "No match\r\n" });
  const source = `whois = "${whois.hostPort}"\nrdap = []`;
  const http = await startHttpDoor(
    [
      ...["nu", "arpa"].map((zone) => `[zones.${zone}]\n${source}`),
      ...["0.0.0.0/0", "::/0"].map((network) => `[networks."${network}"]\n${source}`),
      `[autnums."0-4294967295"]\n${source}`,
    ].join("\n"),
  );
  return {
    whois,
    ...http,
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await whois[Symbol.asyncDispose]();
    },
  };
}
