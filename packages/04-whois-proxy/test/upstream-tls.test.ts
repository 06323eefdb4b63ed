import { createServer } from "02-echo-server";
import { fakeRdap } from "test-harness";
import { expect, test } from "vitest";
import { NEVER, rdap, testAsker, type TestAskerOptions } from "./support/asker.ts";
import { authority, type TlsRegistry, tlsRegistry } from "./support/tls-registry.ts";

const DOMAIN = { objectClassName: "domain", ldhName: "example.com" };
const URL_OF_DOMAIN = "https://rdap.registry.example/domain/example.com";

const at = (registry: TlsRegistry, more: TestAskerOptions = {}) =>
  testAsker({
    connectTo: {
      "rdap.registry.example:443": registry.hostPort,
      "other.example:443": registry.hostPort,
      "127.0.0.1:443": registry.hostPort,
    },
    ca: authority,
    ...more,
  });

test("askRdap speaks TLS with the name of the URL, whatever address is dialled", async () => {
  await using registry = await tlsRegistry({ body: DOMAIN });
  await using asker = at(registry);
  expect(await asker.ask(rdap(URL_OF_DOMAIN), NEVER)).toMatchObject({
    outcome: "found",
    record: { name: "example.com" },
  });
  expect(registry.serverNames).toEqual(["rdap.registry.example"]);
  expect(registry.hosts).toEqual(["rdap.registry.example"]);
});

test("askRdap takes a certificate for an address, and sends no name for one", async () => {
  await using registry = await tlsRegistry({ body: DOMAIN });
  await using asker = at(registry);
  expect(await asker.ask(rdap("https://127.0.0.1/domain/example.com"), NEVER)).toMatchObject({
    outcome: "found",
  });
  expect(registry.serverNames).toEqual([false]);
});

test("askRdap does not believe a certificate for another name", async () => {
  await using registry = await tlsRegistry({ body: DOMAIN });
  await using asker = at(registry);
  expect(await asker.ask(rdap("https://other.example/domain/example.com"), NEVER)).toMatchObject({
    outcome: "unreachable",
    reason: "TLS: the certificate is for another name",
  });
  expect(registry.hosts).toEqual([]);
});

test("askRdap does not believe a certificate from nowhere", async () => {
  await using registry = await tlsRegistry({ body: DOMAIN });
  const { hostPort } = registry;
  await using asker = testAsker({ connectTo: { "rdap.registry.example:443": hostPort } });
  expect(await asker.ask(rdap(URL_OF_DOMAIN), NEVER)).toMatchObject({
    outcome: "unreachable",
    reason: "TLS: nobody we know signed the certificate",
  });
  expect(registry.hosts).toEqual([]);
});

test.each([
  ["says something else", "SSH-2.0-OpenSSH_9.2\r\n", "TLS: no handshake"],
  ["hangs up", "", expect.stringMatching(/^TLS: /)],
])(
  "askRdap calls a server that %s instead of a handshake unreachable",
  async (_what, text, reason) => {
    await using server = await createServer(
      () => ({
        connectionMade(transport) {
          transport.write(text);
          transport.close();
        },
      }),
      { port: 0 },
    );
    await using asker = testAsker();
    const url = `https://127.0.0.1:${server.addresses[0]?.port}/domain/example.com`;
    expect(await asker.ask(rdap(url), NEVER)).toMatchObject({ outcome: "unreachable", reason });
  },
);

test("askRdap does not follow a redirect from https to http", async () => {
  await using plain = await fakeRdap({}, { fallback: DOMAIN });
  const redirect = "http://rdap.registry.example/domain/example.com";
  await using registry = await tlsRegistry({ redirect });
  const connectTo = {
    "rdap.registry.example:443": registry.hostPort,
    "rdap.registry.example:80": plain.hostPort,
  };
  await using asker = at(registry, { connectTo });
  expect(await asker.ask(rdap(URL_OF_DOMAIN), NEVER)).toMatchObject({
    outcome: "bad-reply",
    reason: "a redirect from https to http",
  });
  expect(plain.accepted).toBe(0);
});
