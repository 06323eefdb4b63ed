/** Which queries share one answer of the cache, and which must never do so. */

import { fakeRdap, fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { bodyOf, domain, sourcesOf, startProxy } from "./support/start-proxy.ts";

const REGISTRAR = "whois.registrar.example";

/** A registry that speaks both protocols, with a registrar behind its RDAP and one behind its WHOIS. */
async function bothProtocols() {
  const referral = "http://rdap.registrar.example/domain/example.nu";
  const link = { rel: "related", type: "application/rdap+json", href: referral, value: referral };
  const registrar = await fakeWhois({ "example.nu": "Registrant of example.nu: Ann\r\n" });
  const rdapRegistrar = await fakeRdap({ "/domain/example.nu": domain("example.nu") });
  const rdap = await fakeRdap({ "/domain/example.nu": domain("example.nu", { links: [link] }) });
  // Every line that is asked is in its answer, so that no answer can be taken for another one.
  const whois = await fakeWhois(
    (line) => `Domain Name: example.nu\r\nAsked: ${line}\r\nWhois Server: ${REGISTRAR}\r\n`,
  );
  const proxy = await startProxy(
    `[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = ["${rdap.url}"]
     [upstream.connect_to]\n"${REGISTRAR}:43" = "${registrar.hostPort}"
     "rdap.registrar.example:80" = "${rdapRegistrar.hostPort}"`,
  );
  return {
    proxy,
    whois,
    rdap,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      for (const fake of [whois, rdap, registrar, rdapRegistrar]) await fake[Symbol.asyncDispose]();
    },
  };
}

/** Every way to put options before the one subject that changes what is asked, or of whom. */
const variants = [
  "",
  "--no-referral",
  "--via=rdap",
  "--via=whois",
  "--via=rdap --no-referral",
  "--via=whois --no-referral",
  "-T dn",
  "-T dn,ace",
  "-T ace",
  "-r",
  "-r -B",
  "-B -r",
  "--no-referral -r",
  "--verbose",
] as const;

/** The servers of an answer, without the reason behind one that did not help. */
const serversOf = (text: string): string[] =>
  sourcesOf(text).map((source) => source.replace(/ \(.*/, ""));

test.for([
  ["as listed", variants],
  ["the other way round", variants.toReversed()],
] as const)("options that change what is asked never share an answer, %s", async ([, order]) => {
  await using world = await bothProtocols();
  const first = new Map<string, string>();
  for (const options of order) {
    const { origin, outcome, text } = await world.proxy.answer(`${options} example.nu`);
    expect([options, outcome, origin]).toEqual([options, "found", "fresh"]);
    first.set(options, text);
  }
  for (const options of order) {
    const again = await world.proxy.answer(`${options} example.nu`);
    expect([options, again.origin]).toEqual([options, "cached"]);
    expect(bodyOf(again.text)).toBe(bodyOf(first.get(options) ?? ""));
  }
});

test("the plain answer, --no-referral and --via each come from the servers that they name", async () => {
  await using world = await bothProtocols();
  const rdap = `rdap ${world.rdap.url}domain/example.nu`;
  const whois = `whois ${world.whois.hostPort}`;
  const rdapRegistrar = "rdap http://rdap.registrar.example/domain/example.nu";
  for (const [options, servers] of [
    ["", [rdap, rdapRegistrar]],
    ["--no-referral", [rdap]],
    ["--via=rdap", [rdap, rdapRegistrar]],
    ["--via=whois", [whois, `whois ${REGISTRAR}`]],
    ["--via=whois --no-referral", [whois]],
    ["-r --no-referral", [whois]],
  ] as const) {
    const { text } = await world.proxy.answer(`${options} example.nu`);
    expect([options, serversOf(text)]).toEqual([options, servers]);
  }
});

test("an option of the server's own is asked in its own line, also when the plain answer is there", async () => {
  await using world = await bothProtocols();
  for (const line of ["--via=whois example.nu", "-T dn example.nu", "-B -r example.nu"])
    await world.proxy.ask(line);
  expect(world.whois.asked).toEqual(["example.nu", "-T dn example.nu", "-B -r example.nu"]);
});

test.for([
  ["text, then --raw and --json", ["example.nu", "--raw example.nu", "--json example.nu"]],
  ["--raw, then --json and text", ["--raw example.nu", "--json example.nu", "example.nu"]],
  ["--json, then text and --raw", ["--json example.nu", "example.nu", "--raw example.nu"]],
] as const)("%s are forms of one answer: upstream is asked once", async ([, lines]) => {
  await using whois = await fakeWhois({ "example.nu": "% hello\r\nDomain Name: example.nu\r\n" });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  const texts = new Map<string, string>();
  for (const line of lines) texts.set(line, (await proxy.answer(line)).text);
  expect(whois.asked).toEqual(["example.nu"]);
  const text = texts.get("example.nu") ?? "";
  expect(text).toMatch(/^% outcome: found\r\n/);
  expect(texts.get("--raw example.nu")).toBe("% hello\r\nDomain Name: example.nu\r\n");
  expect(JSON.parse(texts.get("--json example.nu") ?? "").text).toBe(bodyOf(text));
});

test("--explain neither asks nor takes the place of an answer", async () => {
  await using whois = await fakeWhois({ "example.nu": "Domain Name: example.nu\r\n" });
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  expect(await proxy.answer("--explain example.nu")).toMatchObject({ origin: "local" });
  expect(await proxy.answer("example.nu")).toMatchObject({ origin: "fresh" });
  expect(await proxy.answer("--explain example.nu")).toMatchObject({ origin: "local" });
});

test("what --fresh brings is the answer for all who ask the same afterwards, and for no others", async () => {
  let version = 0;
  await using whois = await fakeWhois(() => `Domain Name: example.nu\r\nVersion ${++version}\r\n`);
  await using proxy = await startProxy(`[zones.nu]\nwhois = "${whois.hostPort}"\nrdap = []`);
  const versionOf = async (line: string) => /Version (\d)/.exec(await proxy.ask(line))?.[1];
  expect(await versionOf("example.nu")).toBe("1");
  expect(await versionOf("-r example.nu")).toBe("2");
  expect(await versionOf("--fresh example.nu")).toBe("3");
  expect(await versionOf("example.nu")).toBe("3");
  expect(await versionOf("-r example.nu")).toBe("2");
});

/** Subjects that look alike; one line each. */
const subjects = [
  "example.nu",
  "example.se",
  "xn--exmple-cua.nu",
  "nu",
  "192.0.2.0",
  "192.0.2.0/24",
  "192.0.2.0/25",
  "192.0.2.1",
  "0.2.0.192.in-addr.arpa",
  "2.0.192.in-addr.arpa",
  "2001:db8::",
  "2001:db8::/32",
  "2001:db8::/33",
  "::c000:201",
  "AS1",
  "AS11",
  "AS65537",
] as const;

/** What a WHOIS server is asked: about a reverse name, the first address that it is of. */
const askedFor = (subject: string): string =>
  subject.endsWith("2.0.192.in-addr.arpa") ? "192.0.2.0" : subject;

/** A proxy that asks one server everything; its answers say what it was asked. */
async function everything() {
  const whois = await fakeWhois((line) => `This is the answer to ${line}\r\n`);
  const source = `whois = "${whois.hostPort}"\nrdap = []`;
  const proxy = await startProxy(
    [
      ...["nu", "se", "arpa"].map((zone) => `[zones.${zone}]\n${source}`),
      ...["0.0.0.0/0", "::/0"].map((network) => `[networks."${network}"]\n${source}`),
      `[autnums."0-4294967295"]\n${source}`,
      // A top-level domain is asked of IANA.
      `[tables]\niana_whois = "${whois.hostPort}"`,
    ].join("\n"),
  );
  return {
    proxy,
    whois,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await whois[Symbol.asyncDispose]();
    },
  };
}

test("different subjects never share an answer, however much they look alike", async () => {
  await using world = await everything();
  for (const subject of subjects) {
    const { origin, text } = await world.proxy.answer(subject);
    expect([subject, origin]).toEqual([subject, "fresh"]);
    expect(bodyOf(text)).toBe(`This is the answer to ${askedFor(subject)}\r\n`);
  }
  for (const subject of subjects) {
    const { origin, text } = await world.proxy.answer(subject);
    expect([subject, origin]).toEqual([subject, "cached"]);
    expect(bodyOf(text)).toBe(`This is the answer to ${askedFor(subject)}\r\n`);
  }
  expect(world.whois.asked).toEqual(subjects.map(askedFor));
});

test.for([
  ["example.nu", ["Example.NU", "example.nu.", "www.example.nu", "https://example.nu/path"]],
  ["192.0.2.1", ["192.0.2.1/32"]],
  ["2001:db8::1", ["2001:DB8:0:0:0:0:0:1", "2001:db8::1/128"]],
  ["AS64500", ["as64500", "AS0.64500"]],
] as const)("%s has one answer, however it is written", async ([subject, spellings]) => {
  await using world = await everything();
  expect(await world.proxy.answer(subject)).toMatchObject({ origin: "fresh" });
  for (const spelling of spellings) {
    const { origin, text } = await world.proxy.answer(spelling);
    expect([spelling, origin]).toEqual([spelling, "cached"]);
    expect(bodyOf(text)).toBe(`This is the answer to ${subject}\r\n`);
  }
  expect(world.whois.asked).toHaveLength(1);
});
