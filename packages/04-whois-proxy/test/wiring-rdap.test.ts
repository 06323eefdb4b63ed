/** The RDAP servers of one registry, in turn, and the ways on from there. */

import { fakeRdap, fakeWhois, type RdapReply } from "test-harness";
import { expect, test } from "vitest";
import { domain, headOf, sourcesOf, startProxy } from "./support/start-proxy.ts";

const PATH = "/domain/example.nu";

/** Two bases and a port-43 server of one zone; the first base gives `reply`. */
async function ask(reply: RdapReply | "refuse", second: RdapReply = domain("example.nu")) {
  await using first = await fakeRdap(reply === "refuse" ? reply : { [PATH]: reply });
  await using other = await fakeRdap({ [PATH]: second });
  await using whois = await fakeWhois({ "example.nu": "Domain Name: example.nu\r\n" });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${first.url}", "${other.url}"]\nprefer = "rdap"`,
  );
  const text = await proxy.ask("example.nu");
  return {
    outcome: headOf(text, "outcome"),
    sources: sourcesOf(text).map((line) =>
      line
        .replace(`rdap ${first.url}domain/example.nu`, "first")
        .replace(`rdap ${other.url}domain/example.nu`, "second")
        .replace(`whois ${whois.hostPort}`, "whois"),
    ),
  };
}

test.for([
  ["refuse", "unreachable: connection refused"],
  ["reset", "bad-reply: connection reset"],
  [{ status: 500 }, "bad-reply: HTTP 500"],
  [{ status: 503 }, "bad-reply: HTTP 503"],
  [{ status: 400 }, "bad-reply: HTTP 400"],
  [{ status: 401 }, "refused: HTTP 401"],
  [{ status: 403 }, "refused: HTTP 403"],
  [{ status: 429, headers: { "retry-after": "60" } }, "rate-limited: HTTP 429"],
  [{ body: "<html>", contentType: "text/html" }, 'bad-reply: "text/html" is not RDAP'],
  [{ body: "{" }, "bad-reply: malformed JSON"],
  [{ truncateAt: 20, of: domain("example.nu") }, "bad-reply: the reply is shorter than it says"],
  [domain("other.nu"), "bad-reply: answers for other.nu"],
] satisfies [RdapReply | "refuse", string][])(
  "a base that gives %j is followed by the next one",
  async ([reply, reason]) => {
    expect(await ask(reply)).toEqual({
      outcome: "found",
      sources: [`first (${reason})`, "second"],
    });
  },
);

test("WHOIS comes after all bases", async () => {
  expect(await ask({ status: 500 }, { status: 502 })).toEqual({
    outcome: "found",
    sources: ["first (bad-reply: HTTP 500)", "second (bad-reply: HTTP 502)", "whois"],
  });
});

test("a 404 of the first base is the answer: nobody else is asked", async () => {
  expect(await ask({ status: 404 })).toEqual({ outcome: "not-found", sources: ["first"] });
});

test.for([
  ["text/html", 1],
  ["application/pdf", 1],
  ["application/rdap+json", 2],
] as const)("a related link of type %s: %i servers are asked", async ([type, servers]) => {
  await using registrar = await fakeRdap({}, { fallback: domain("example.nu") });
  const href = "http://rdap.registrar.example/domain/example.nu";
  const links = [{ rel: "related", type, href, value: href }];
  await using registry = await fakeRdap({ [PATH]: domain("example.nu", { links }) });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "none"\nrdap = ["${registry.url}"]
     [upstream]\nconnect_to = { "rdap.registrar.example:80" = "${registrar.hostPort}" }`,
  );
  expect(sourcesOf(await proxy.ask("example.nu"))).toHaveLength(servers);
  expect(registrar.asked).toHaveLength(servers - 1);
});

test.for([
  [
    "nameserver",
    "nameserver ns1.example.nu",
    "nameserver/ns1.example.nu",
    { objectClassName: "nameserver", ldhName: "ns1.example.nu" },
  ],
  [
    "registrar",
    "registrar 292",
    "entity/292",
    { objectClassName: "entity", handle: "292", roles: ["registrar"] },
  ],
  [
    "autnum",
    "AS3333",
    "autnum/3333",
    { objectClassName: "autnum", startAutnum: 3333, endAutnum: 3333 },
  ],
] as const)("an object of kind %s is asked for by its path", async ([, line, path, object]) => {
  await using registry = await fakeRdap({ [`/${path}`]: object });
  const base = `\nwhois = "none"\nrdap = ["${registry.url}"]\n`;
  await using proxy = await startProxy(
    `[zones.nu]${base}[zones.com]${base}[autnums."3333"]${base}`,
  );
  const text = await proxy.ask(line);
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)).toEqual([`rdap ${registry.url}${path}`]);
});

test("a handle whose RDAP server is out of order is asked of its registry's WHOIS, in its way", async () => {
  await using rdap = await fakeRdap("refuse");
  await using whois = await fakeWhois({
    "--charset UTF-8 X1-RIPE": "person:         Ann Example\r\nnic-hdl:        X1-RIPE\r\n",
  });
  await using proxy = await startProxy(
    `[upstream.connect_to]\n"rdap.db.ripe.net:443" = "${rdap.hostPort}"
     "whois.ripe.net:43" = "${whois.hostPort}"`,
  );
  const text = await proxy.ask("x1-ripe");
  expect(headOf(text, "outcome")).toBe("found");
  expect(sourcesOf(text)).toEqual([
    "rdap https://rdap.db.ripe.net/entity/X1-RIPE (unreachable: connection refused)",
    "whois whois.ripe.net",
  ]);
});

test("a registrar that nobody can be asked about is no registrar that does not exist", async () => {
  await using rdap = await fakeRdap("refuse");
  await using proxy = await startProxy(
    `[upstream.connect_to]\n"rdap.verisign.com:443" = "${rdap.hostPort}"`,
  );
  expect(headOf(await proxy.ask("registrar 292"), "outcome")).toBe("unreachable");
});
