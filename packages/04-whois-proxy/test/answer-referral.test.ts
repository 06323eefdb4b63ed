/** From the registry to the registrar, and from a directory to the registry: who is followed, and who is not. */

import { fakeRdap, fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { bodyOf, domain, headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";

const registrarLink = (href: string, type = "application/rdap+json") => ({
  links: [{ rel: "related", type, href, value: href }],
});

/** A registry and a registrar; the registrar under a name that only `connect_to` knows. */
async function thin(registrarReplies: Parameters<typeof fakeRdap>[0]) {
  const registrar = await fakeRdap(registrarReplies);
  const href = "http://rdap.registrar.example/domain/EXAMPLE.NU";
  const registry = await fakeRdap({
    "/domain/example.nu": domain("EXAMPLE.NU", {
      ...registrarLink(href),
      events: [{ eventAction: "expiration", eventDate: "2030-01-01T00:00:00Z" }],
    }),
  });
  const proxy = await startProxy(
    `[zones.nu]\nwhois = "none"\nrdap = ["${registry.url}"]
     [upstream]\nconnect_to = { "rdap.registrar.example:80" = "${registrar.hostPort}" }`,
  );
  return {
    href,
    registry,
    registrar,
    proxy,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await registry[Symbol.asyncDispose]();
      await registrar[Symbol.asyncDispose]();
    },
  };
}

test("a thin registry's registrar is asked once, and what it knows is merged in", async () => {
  await using world = await thin({
    "/domain/EXAMPLE.NU": domain("example.nu", {
      ...registrarLink("http://rdap.registrar.example/domain/again"),
      events: [{ eventAction: "expiration", eventDate: "2031-01-01T00:00:00Z" }],
      entities: [
        {
          objectClassName: "entity",
          roles: ["registrant"],
          vcardArray: ["vcard", [["fn", {}, "text", "Ann Example"]]],
        },
      ],
    }),
  });
  const text = await world.proxy.ask("example.nu");
  expect(sourcesOf(text)).toEqual([
    `rdap ${world.registry.url}domain/example.nu`,
    `rdap ${world.href}`,
  ]);
  expect(text).toContain("Registry Expiry Date: 2030-01-01T00:00:00Z\r\n");
  expect(text).toContain("Registrar Registration Expiration Date: 2031-01-01T00:00:00Z\r\n");
  expect(text).toContain("Registrant Name: Ann Example\r\n");
  expect(world.registrar.asked).toEqual(["/domain/EXAMPLE.NU"]);
});

test("--no-referral stays with the registry", async () => {
  await using world = await thin({});
  expect(sourcesOf(await world.proxy.ask("--no-referral example.nu"))).toHaveLength(1);
  expect(world.registrar.asked).toEqual([]);
});

test.for([
  ["does not know the name", { status: 404 }, "not-found"],
  ["fails", { status: 500 }, "bad-reply"],
  ["resets", "reset", "bad-reply"],
  ["answers for another name", domain("other.nu"), "bad-reply: answers for other.nu"],
] as const)("a registrar that %s costs nothing and is named", async ([, reply, reason]) => {
  await using world = await thin({ "/domain/EXAMPLE.NU": reply });
  const text = await world.proxy.ask("example.nu");
  expect(headOf(text, "outcome")).toBe("found");
  expect(text).toContain("Registry Expiry Date: 2030-01-01T00:00:00Z\r\n");
  expect(sourcesOf(text)[1]).toMatch(new RegExp(`^rdap ${world.href} \\(${reason}`));
});

test("a registrar is followed by WHOIS too, once, and a registry that points to itself is not", async () => {
  await using registrar = await fakeWhois({
    "example.nu":
      "Domain Name: example.nu\r\nRegistrar WHOIS Server: whois.other.example\r\nRegistrant Name: Ann\r\n",
  });
  await using registry = await fakeWhois({
    "example.nu":
      "   Domain Name: EXAMPLE.NU\r\n   Registrar WHOIS Server: whois.registrar.example\r\n",
    "self.nu": "   Domain Name: SELF.NU\r\n   Registrar WHOIS Server: whois.registry.example\r\n",
  });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "whois.registry.example"\nrdap = []
     [upstream.connect_to]\n"whois.registry.example:43" = "${registry.hostPort}"
     "whois.registrar.example:43" = "${registrar.hostPort}"`,
  );
  const text = await proxy.ask("example.nu");
  expect(sourcesOf(text)).toEqual([
    "whois whois.registry.example",
    "whois whois.registrar.example",
  ]);
  expect(text).toContain("   Domain Name: EXAMPLE.NU\r\n");
  expect(text).toContain("Registrant Name: Ann\r\n");
  expect(sourcesOf(await proxy.ask("self.nu"))).toEqual(["whois whois.registry.example"]);
});

test("a registrar's WHOIS that answers for another name is named, and not passed on", async () => {
  await using registrar = await fakeWhois({
    "example.nu": "Domain Name: OTHER.NU\r\nRegistrant: Eve\r\n",
  });
  await using registry = await fakeWhois({
    "example.nu": "Domain Name: EXAMPLE.NU\r\nRegistrar WHOIS Server: whois.registrar.example\r\n",
  });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${registry.hostPort}"\nrdap = []
     [upstream.connect_to]\n"whois.registrar.example:43" = "${registrar.hostPort}"`,
  );
  const text = await proxy.ask("example.nu");
  expect(sourcesOf(text)[1]).toBe(
    "whois whois.registrar.example (bad-reply: answers for other.nu)",
  );
  expect(text).not.toContain("Eve");
});

test("a referral to an address that is not public is not dialled", async () => {
  await using secret = await fakeWhois({ "example.nu": "secret" });
  const { port } = secret.address;
  await using registry = await fakeWhois({
    "example.nu": `Domain Name: EXAMPLE.NU\r\nRegistrar WHOIS Server: 127.0.0.1:${port}\r\n`,
    "meta.nu": "Domain Name: META.NU\r\nRegistrar WHOIS Server: 169.254.169.254\r\n",
  });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${registry.hostPort}"\nrdap = []`);
  for (const query of ["example.nu", "meta.nu"]) {
    const text = await proxy.ask(query);
    expect(headOf(text, "outcome")).toBe("found");
    expect(sourcesOf(text)[1] ?? "(unreachable: not followed)").toMatch(/\(unreachable: /);
  }
  expect(secret.accepted).toBe(0);
});

test("a zone that no table knows is asked of IANA, and then of the server it refers to", async () => {
  await using registry = await fakeWhois({ "example.zzz": "Domain: example.zzz\r\n" });
  await using iana = await fakeWhois({
    "example.zzz": "% IANA WHOIS server\r\nrefer: whois.nic.zzz\r\ndomain: ZZZ\r\n",
    "example.yyy": "% IANA WHOIS server\r\ndomain: YYY\r\nwhois:\r\n",
  });
  await using proxy = await startProxy(
    `[tables]\niana_whois = "${iana.hostPort}"\n[upstream.connect_to]\n"whois.nic.zzz:43" = "${registry.hostPort}"`,
  );
  const text = await proxy.ask("example.zzz");
  expect(sourcesOf(text)).toEqual([`whois ${iana.hostPort}`, "whois whois.nic.zzz"]);
  expect(bodyOf(text)).toBe("Domain: example.zzz\r\n");
  expect(headOf(await proxy.ask("example.yyy"), "outcome")).toBe("no-server");
});
