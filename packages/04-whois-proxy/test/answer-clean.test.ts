/** Text from upstream, however hostile, is fit for a terminal when it leaves. */

import fc from "fast-check";
import { fakeRdap, fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { bodyOf, headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";

test("--raw is the upstream's own text and nothing else, without NUL and escape", async () => {
  await using upstream = await fakeWhois({
    "example.nu": "% hello\r\nA\u0007: \u001b[31m1\u0000\r\n",
  });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []`);
  expect(await proxy.ask("--raw example.nu")).toBe("% hello\r\nA\u0007: [31m1\r\n");
});

test("text from upstream cannot control a terminal", async () => {
  const evil = "A: \u001b]0;x\u0007\u009b31m\u0000b\r\nTab:\there\rreturn\r\n\xff";
  await using upstream = await fakeWhois({ "example.nu": Buffer.from(evil, "latin1") });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${upstream.hostPort}"\nrdap = []`);
  const body = bodyOf(await proxy.ask("example.nu"));
  expect(body).toMatch(/^A: \]0;x.*31mb\r\nTab:\there\r\nreturn\r\n/);
  expect(body.replaceAll(/[\t\r\n]/g, "")).not.toMatch(/\p{Cc}/u);
});

test.for([
  ["whois", "TLD is not supported \u001b[2J\u009b31m"],
  ["whois", "Rate limit exceeded \u001b[31m\u0007"],
  ["whois", "% access denied \u001b]0;x\u0007"],
])(
  "what a server says of its failure cannot control a terminal either: %j",
  async ([, reply = ""]) => {
    await using whois = await fakeWhois({ "example.nu": `${reply}\r\n` });
    await using rdap = await fakeRdap({
      "/domain/example.nu": { status: 302, headers: { location: "foo:%9b\u009b31m" } },
    });
    await using proxy = await startProxy(
      `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]`,
    );
    const text = await proxy.ask("example.nu");
    expect(sourcesOf(text)).toHaveLength(2);
    expect(text.replaceAll(/[\t\r\n]/g, "")).not.toMatch(/\p{Cc}/u);
    expect(JSON.stringify(proxy.logged)).not.toMatch(/\p{Cc}|\\u001b/u);
  },
);

test("a reply of a million carriage returns is lines like any other", async () => {
  const reply = `Domain: example.nu\r\n${"\r".repeat(1_000_000)}end\r\n`;
  await using whois = await fakeWhois({ "example.nu": reply });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []\n[cache]\nmax_size = "64MiB"`,
  );
  const text = await proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("found");
  expect(text.endsWith("\r\nend\r\n")).toBe(true);
});

test("--raw of an RDAP server that does not know the object is not empty", async () => {
  await using rdap = await fakeRdap({ "/domain/example.nu": { status: 404 } });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "none"\nrdap = ["${rdap.url}"]`);
  expect(await proxy.ask("--raw example.nu")).toBe('No match for "EXAMPLE.NU".\r\n');
});

test("a reply of nothing but control characters is no answer", async () => {
  await using whois = await fakeWhois({ "example.nu": "\u001b\u001b\u0007\r\n" });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  expect(headOf(await proxy.ask("example.nu"), "outcome")).toBe("bad-reply");
});

test("answer() never throws and its text never has a control character", async () => {
  await using proxy = await startProxy(
    '[tables]\niana_whois = "127.0.0.1:1"\n[zones.com]\nwhois="none"\nrdap=[]',
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 40 }), async (line) => {
      const { text } = await proxy.answer(`\u0001${line} x`);
      expect(text).toMatch(/\r\n$/);
      expect(text.replaceAll(/[\t\r\n]/g, "")).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 300 },
  );
});
