/** RDAP's paths at the HTTP door: every kind of object, whatever protocol its registry speaks. */

import { fakeRdap, fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { askRdap, titles, whoisOnly } from "./support/rdap-door.ts";
import { startHttpDoor } from "./support/start-http-door.ts";

const INETNUM =
  "inetnum: 192.0.2.0 - 192.0.2.255\r\nnetname: EXAMPLE-NET\r\ncountry: SE\r\nsource: RIPE\r\n";

test("a registry that only speaks WHOIS is answered for in RDAP, and a notice says so", async () => {
  await using http = await whoisOnly({
    "example.nu":
      "domain: example.nu\r\nholder: Ann\r\ncreated: 2001-02-03\r\nnserver: ns1.example.nu\r\n",
  });
  const { status, answer } = await askRdap(http, "/domain/example.nu");
  expect(status).toBe(200);
  expect(answer).toMatchObject({
    objectClassName: "domain",
    ldhName: "example.nu",
    nameservers: [{ ldhName: "ns1.example.nu" }],
    events: [{ eventAction: "registration", eventDate: "2001-02-03T00:00:00Z" }],
  });
  expect(titles(answer)).toEqual(["Source", "Converted from WHOIS", "Age"]);
  expect(JSON.stringify(answer.notices)).toContain(http.whois.hostPort);
  expect(answer.links).toEqual([
    {
      value: http.url("/domain/example.nu"),
      rel: "self",
      href: http.url("/domain/example.nu"),
      type: "application/rdap+json",
    },
  ]);
});

test.for([
  ["/domain/EXAMPLE.nu.", "example.nu"],
  ["/domain/b%C3%BCcher.nu", "xn--bcher-kva.nu"],
  ["/domain/bücher.nu", "xn--bcher-kva.nu"],
  ["/domain/www.example.nu", "www.example.nu"],
  ["/ip/192.0.2.1", "192.0.2.1"],
  ["/ip/192.0.2.0/24", "192.0.2.0/24"],
  ["/ip/192.0.2.0%2F24", "192.0.2.0/24"],
  ["/ip/2001:DB8::1", "2001:db8::1"],
  ["/ip/2001%3adb8::/32", "2001:db8::/32"],
  ["/autnum/64496", "AS64496"],
])("%s asks for exactly %s", async ([path = "", asked = ""]) => {
  await using http = await whoisOnly({ [asked]: "something\r\n" });
  const { status } = await askRdap(http, path);
  expect([status, http.whois.asked]).toEqual([200, [asked]]);
});

test("a reply of which nothing can be read is the bare object, with the text as a remark", async () => {
  await using http = await whoisOnly({ "example.nu": "It is ours, and that is all\r\n" });
  const { answer } = await askRdap(http, "/domain/example.nu");
  expect(answer).toMatchObject({ objectClassName: "domain", ldhName: "example.nu" });
  expect(answer.remarks).toEqual([
    { title: "Text of the registry", description: ["It is ours, and that is all"] },
  ]);
});

test("an address and its network, a number, and a reverse name have the classes that were asked for", async () => {
  await using http = await whoisOnly({
    "192.0.2.1": INETNUM,
    "192.0.2.0/24": INETNUM,
    "192.0.2.0": INETNUM,
    AS64496: "aut-num: AS64496\r\nas-name: EXAMPLE\r\nsource: RIPE\r\n",
  });
  const network = { objectClassName: "ip network", startAddress: "192.0.2.0", country: "SE" };
  expect((await askRdap(http, "/ip/192.0.2.1")).answer).toMatchObject(network);
  expect((await askRdap(http, "/ip/192.0.2.0/24")).answer).toMatchObject(network);
  expect((await askRdap(http, "/autnum/64496")).answer).toMatchObject({
    objectClassName: "autnum",
    startAutnum: 64496,
    name: "EXAMPLE",
  });
  const reverse = await askRdap(http, "/domain/2.0.192.in-addr.arpa");
  expect(reverse.answer).toMatchObject({ objectClassName: "domain", network });
});

test.for([
  ["/ip/10.1.2.3", { objectClassName: "ip network", startAddress: "10.0.0.0" }],
  ["/ip/fe80::1", { objectClassName: "ip network", ipVersion: "v6" }],
  ["/autnum/64512", { objectClassName: "autnum", startAutnum: 64512, endAutnum: 65534 }],
  ["/domain/foo.test", { objectClassName: "domain", ldhName: "foo.test" }],
  ["/nameserver/ns1.foo.test", { objectClassName: "nameserver", ldhName: "ns1.foo.test" }],
] as const)("%s is answered from the tables, which are its source", async ([path, members]) => {
  await using http = await startHttpDoor();
  const { status, answer } = await askRdap(http, path);
  expect([status, titles(answer)]).toEqual([200, ["Source", "Age"]]);
  expect(answer).toMatchObject(members);
  expect(answer.notices[0].description[0]).toMatch(/^local IANA .* of \d{4}-/);
});

test("a handle and a host are asked of the registry that knows them, and are objects of their own", async () => {
  const organisation = "organisation: ORG-EXAMPLE1-RIPE\r\norg-name: Example\r\nsource: RIPE\r\n";
  const server = "Server Name: NS1.EXAMPLE.NU\r\nIP Address: 192.0.2.53\r\n";
  await using whois = await fakeWhois((line) => (/ripe/i.test(line) ? organisation : server));
  await using http = await startHttpDoor(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []
     [upstream]\nprefer = "whois"
     [upstream.connect_to]\n"whois.ripe.net:43" = "${whois.hostPort}"`,
  );
  const entity = await askRdap(http, "/entity/org-example1-ripe");
  expect([entity.status, entity.answer.handle]).toEqual([200, "ORG-EXAMPLE1-RIPE"]);
  expect(JSON.stringify(entity.answer.vcardArray)).toContain('"Example"');
  const host = await askRdap(http, "/nameserver/NS1.example.nu");
  expect(host.answer).toMatchObject({
    objectClassName: "nameserver",
    ldhName: "ns1.example.nu",
    ipAddresses: { v4: ["192.0.2.53"] },
  });
});

test("an RDAP registry's answer is passed on with links to it and to ourselves", async () => {
  const terms = {
    title: "Terms",
    description: ["Be kind"],
    links: [{ href: "https://x.example" }],
  };
  await using rdap = await fakeRdap({
    "/domain/example.nu": {
      objectClassName: "domain",
      ldhName: "EXAMPLE.NU",
      status: ["client hold", "on fire"],
      events: [
        { eventAction: "registration", eventDate: "2001-02-03T04:05:06Z" },
        { eventAction: "coronation", eventDate: "2002-02-03T04:05:06Z" },
      ],
      entities: [{ objectClassName: "entity", roles: ["jester"], handle: "J1" }],
      notices: [terms],
    },
  });
  await using http = await startHttpDoor(`[zones.nu]\nwhois = "none"\nrdap = ["${rdap.url}"]`);
  const { answer } = await askRdap(http, "/domain/example.nu");
  expect(answer.status).toEqual(["client hold"]);
  expect(answer.events).toEqual([
    { eventAction: "registration", eventDate: "2001-02-03T04:05:06Z" },
  ]);
  expect(answer.entities).toMatchObject([{ handle: "J1" }]);
  expect(answer.entities[0].roles).toBeUndefined();
  expect(answer.remarks).toEqual([
    { title: "Status in the registry's own words", description: ["on fire"] },
    {
      title: "Events in the registry's own words",
      description: ["coronation: 2002-02-03T04:05:06Z"],
    },
  ]);
  expect(titles(answer)).toEqual(["Source", "Age", "Terms"]);
  expect(answer.links).toMatchObject([
    { rel: "self", href: http.url("/domain/example.nu") },
    { rel: "related", href: `${rdap.url}domain/example.nu`, value: http.url("/domain/example.nu") },
  ]);
});

test("a stale answer says in a notice that it is, and why", async () => {
  const replies = ["domain: example.nu\r\nstatus: ok\r\n", "Too many requests\r\n"];
  await using whois = await fakeWhois(() => replies.shift() ?? "reset");
  await using http = await startHttpDoor(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  await askRdap(http, "/domain/example.nu");
  await http.clock.advance(3_700_000);
  const { status, answer } = await askRdap(http, "/domain/example.nu");
  expect([status, titles(answer)]).toEqual([
    200,
    ["Source", "Converted from WHOIS", "Stale answer"],
  ]);
  expect(answer.notices[2].description).toEqual(["3700 s, stale: rate-limited"]);
});

test("text, JSON and RDAP are forms of one answer of the cache", async () => {
  await using http = await whoisOnly({ "example.nu": "domain: example.nu\r\nstatus: ok\r\n" });
  for (const path of ["/domain/example.nu", "/lookup/example.nu", "/whois/example.nu"])
    expect((await fetch(http.url(path))).status).toBe(200);
  expect(http.whois.asked).toEqual(["example.nu"]);
});
