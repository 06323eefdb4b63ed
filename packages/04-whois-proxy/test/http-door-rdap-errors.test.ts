/** RDAP's paths at the HTTP door: what is refused and how, and the manners of HTTP. */

import { fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { rdapFaults } from "./support/rdap-conformance.ts";
import { askRdap, titles, whoisOnly } from "./support/rdap-door.ts";
import { readResponse, request, startHttpDoor } from "./support/start-http-door.ts";

test.for([
  ["/domain/example.nu", 404, /no match/i],
  ["/domain/example.se", 404, /no server is known/i],
  ["/entity/NOBODY", 404, /no server is known/i],
  ["/domain/example.dk", 429, /too many/i],
  ["/domain/example.fi", 502, /no server could be reached/i],
  ["/domain/example.no", 502, /not an answer/i],
  ["/domain/a_b", 400, /cannot be understood/i],
  ["/domain/", 400, /cannot be understood/i],
  ["/domain", 400, /cannot be understood/i],
  ["/domain/%ff.nu", 400, /cannot be understood/i],
  ["/domain/--raw", 400, /cannot be understood/i],
  ["/domain/--raw%20example.nu", 400, /cannot be understood/i],
  ["/domain/-T%20dn%20example.nu", 400, /cannot be understood/i],
  ["/domain/nameserver%20ns1.example.nu", 400, /cannot be understood/i],
  ["/domain/192.0.2.1", 400, /cannot be understood/i],
  ["/domain/https%3A%2F%2Fexample.nu%2F", 400, /cannot be understood/i],
  ["/domain/example.nu/more", 400, /cannot be understood/i],
  ["/domain/example.nu%0d%0aexample.se", 400, /cannot be understood/i],
  ["/ip/example.nu", 400, /cannot be understood/i],
  ["/ip/192.0.2.0/33", 400, /cannot be understood/i],
  ["/ip/fe80::1%25eth0", 400, /cannot be understood/i],
  ["/ip/010.0.0.1", 400, /cannot be understood/i],
  ["/autnum/AS64500", 400, /cannot be understood/i],
  ["/autnum/4294967296", 400, /cannot be understood/i],
  ["/autnum/-1", 400, /cannot be understood/i],
  ["/nameserver/ns1", 400, /cannot be understood/i],
  ["/nameserver/192.0.2.1", 400, /cannot be understood/i],
  ["/entity/a%20b", 400, /cannot be understood/i],
  ["/entity/--fresh", 400, /cannot be understood/i],
  ["/domains?name=*.nu", 501, /searches/i],
  ["/nameservers/x", 501, /searches/i],
  ["/entities?fn=Bobby*", 501, /searches/i],
] as const)("%s is an RDAP error %i", async ([path, code, title]) => {
  await using whois = await fakeWhois({
    "example.nu": "No match\r\n",
    "example.dk": "Too many requests\r\n",
    "example.no": "",
  });
  const hosts = { nu: whois.hostPort, dk: whois.hostPort, no: whois.hostPort, se: "none" };
  const zones = Object.entries({ ...hosts, fi: "127.0.0.1:1" }).map(
    ([name, server]) => `[zones.${name}]\nwhois = "${server}"\nrdap = []\n`,
  );
  await using http = await startHttpDoor(zones.join(""));
  const { status, headers, answer } = await askRdap(http, path);
  expect([status, answer.errorCode]).toEqual([code, code]);
  expect(answer.title).toMatch(title);
  expect(headers.get("retry-after")).toBe(code === 429 ? "60" : null);
  expect(whois.asked.length).toBe(/example\.(?:nu|dk|no)$/.test(path) && code !== 400 ? 1 : 0);
});

test.for(["/domains", "/entities/x"])("a search is not served by any method: %s", async (path) => {
  await using http = await startHttpDoor();
  const response = await fetch(http.url(path), { method: "POST" });
  expect(response.status).toBe(501);
  expect(response.headers.get("content-type")).toBe("application/rdap+json");
});

test("a 404 says where it is from, and a query that times out is a 504", async () => {
  await using http = await whoisOnly({});
  const { answer } = await askRdap(http, "/domain/example.nu");
  expect(answer.description).toEqual(["No match"]);
  expect(titles(answer)).toEqual(["Source", "Age"]);

  await using hung = await fakeWhois({ "example.nu": "hang" });
  await using slow = await startHttpDoor(`[zones.nu]\nwhois = "${hung.hostPort}"\nrdap = []`);
  const asking = askRdap(slow, "/domain/example.nu");
  await hung.waitForAsked();
  await slow.clock.advance(20_000);
  expect((await asking).status).toBe(504);
});

test("/help says what can be asked, and what the answers conform to", async () => {
  await using http = await startHttpDoor();
  const { status, answer } = await askRdap(http, "/help");
  expect(status).toBe(200);
  expect(answer.rdapConformance).toEqual(["rdap_level_0", "cidr0", "arin_originas0", "redacted"]);
  expect(JSON.stringify(answer.notices)).toContain("/nameserver/ns1.example.com");
});

test("a client that may not ask, and a query that is too long, are told so in RDAP", async () => {
  await using closed = await startHttpDoor('[clients]\ndeny = ["127.0.0.0/8"]');
  for (const path of ["/domain/foo.test", "/help"])
    expect((await askRdap(closed, path)).answer).toMatchObject({ errorCode: 502 });
  await using short = await startHttpDoor("[clients]\nmax_query_bytes = 8");
  expect((await askRdap(short, "/domain/foo.test")).status).toBe(200);
  const { status, answer } = await askRdap(short, "/domain/food.test");
  expect([status, answer.description]).toEqual([
    400,
    ["Cannot read the query: it is longer than 8 bytes"],
  ]);
});

test.for(["whois.example", "whois_proxy:8080", "[2001:db8::1]:4380"])(
  "the self link is at the Host %s, where the client reached us",
  async (host) => {
    await using http = await startHttpDoor();
    await using client = await http.client();
    await client.sendRaw(`GET /domain/FOO.test HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const { links } = JSON.parse((await readResponse(client)).body);
    expect(links).toMatchObject([{ rel: "self", href: `http://${host}/domain/foo.test` }]);
  },
);

test.for(["whois.example/evil", "user@whois.example", "a b", 'x"><script>', ""])(
  "the Host %j is no place for a link",
  async (host) => {
    await using http = await startHttpDoor();
    await using client = await http.client();
    const headers = `Host: ${host}\r\nConnection: close\r\n`;
    await client.sendRaw(`GET /domain/foo.test HTTP/1.1\r\n${headers}\r\n`);
    const text = await client.readToEnd();
    expect(text).toMatch(/^HTTP\/1\.1 (?:200|400) /);
    expect(text).not.toContain('"self"');
  },
);

test.for(["/domain/foo.test", "/ip/10.0.0.0/8", "/help", "/domain/a_b", "/lookup/10.0.0.1"])(
  "HEAD %s has the status and type of GET, and no body",
  async (path) => {
    await using http = await startHttpDoor();
    await using client = await http.client();
    await client.sendRaw(request(path) + request(path, "HEAD"));
    const { status, headers } = await readResponse(client);
    const head = await readResponse(client, false);
    expect([head.status, head.headers["content-type"]]).toEqual([status, headers["content-type"]]);
    await client.sendRaw(request("/healthz"));
    expect((await readResponse(client)).body).toBe("ok\n");
  },
);

test.for(["POST", "PUT", "DELETE", "OPTIONS"])("%s is an RDAP error 405", async (method) => {
  await using http = await startHttpDoor();
  await using client = await http.client();
  for (const path of ["/domain/foo.test", "/ip/10.0.0.0/8", "/help"]) {
    await client.sendRaw(request(path, method));
    const { status, headers, body } = await readResponse(client);
    expect([status, headers["allow"]]).toEqual([405, "GET, HEAD"]);
    expect(rdapFaults(JSON.parse(body))).toEqual([]);
  }
});

test("what is no path of ours is a plain 404 that names those that are", async () => {
  await using http = await startHttpDoor();
  const response = await fetch(http.url("/nothing"));
  expect([response.status, response.headers.get("content-type")]).toEqual([
    404,
    "text/plain; charset=UTF-8",
  ]);
  expect(await response.text()).toContain("/domain/{name}");
});
