/** The registrar's WHOIS, by what registries write for its name, and whatever becomes of it. */

import { expect, test } from "vitest";
import { bodyOf, headOf, sourcesOf } from "./support/start-proxy.ts";
import { whoisWorld } from "./support/whois-world.ts";

/** The registry's record of `example.nu`, with what it writes for the registrar's server. */
const record = (registrar: string): string =>
  `domain: example.nu\r\nRegistrar WHOIS Server: ${registrar}\r\n`;

test.for([
  ["does not know the name", "No match for example.nu\r\n", "not-found"],
  ["is limited", "Rate limit exceeded\r\n", "rate-limited: Rate limit exceeded"],
  ["declines", "Access denied\r\n", "refused: Access denied"],
  ["says nothing", "", "bad-reply: empty reply"],
  ["is gone", "refuse", "unreachable: connection refused"],
  ["resets", "reset", "bad-reply: connection reset"],
  ["answers for another name", "Domain Name: OTHER.NU\r\n", "bad-reply: answers for other.nu"],
] as const)("a registrar that %s makes no domain free, and is named", async ([, said, reason]) => {
  await using it = await whoisWorld({
    "whois.registry.example": record("whois.registrar.example"),
    "whois.registrar.example": said,
  });
  const text = await it.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("found");
  expect(bodyOf(text)).toBe(record("whois.registrar.example"));
  expect(sourcesOf(text)).toEqual([
    "whois whois.registry.example",
    `whois whois.registrar.example (${reason})`,
  ]);
});

test("a domain that the registry does not know is not found, and no registrar is asked", async () => {
  await using it = await whoisWorld({
    "whois.registry.example": 'No match for "EXAMPLE.NU".\r\n',
  });
  const text = await it.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("not-found");
  expect(sourcesOf(text)).toEqual(["whois whois.registry.example"]);
});

/** What registries have been seen to write there. */
test.for([
  ["whois.hichina.com/", "whois.hichina.com"],
  ["http://whois.godaddy.com", "whois.godaddy.com"],
  ["www.gandi.net/whois", "www.gandi.net"],
  ["who.godaddy.com/", "who.godaddy.com"],
  ["porkbun.com/whois", "porkbun.com"],
  ["www.spaceship.com/domains/whois", "www.spaceship.com"],
  ["whois.godaddy", "whois.godaddy"],
  ["WWW.GNAME.COM/WHOIS", "www.gname.com"],
  ["www.nic.ru/whois/en/", "www.nic.ru"],
  ["www.safenames.net/DomainNames/WhoisSearch.aspx", "www.safenames.net"],
] as const)("a registrar's server %j is tried as %s", async ([written, host]) => {
  await using there = await whoisWorld({
    "whois.registry.example": record(written),
    [host]: "Domain Name: EXAMPLE.NU\r\nRegistrant Name: Ann Example\r\n",
  });
  expect(bodyOf(await there.ask("example.nu"))).toContain("Registrant Name: Ann Example");
  // Where nobody is there, the registry's answer stays.
  await using gone = await whoisWorld({
    "whois.registry.example": record(written),
    [host]: "refuse",
  });
  const text = await gone.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("found");
  expect(bodyOf(text)).toBe(record(written));
  expect(sourcesOf(text)[1]).toBe(`whois ${host} (unreachable: connection refused)`);
});
