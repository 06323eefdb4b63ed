/** Each charset of each server re-encoded and back, through the real door. */

import { fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { decodeReply } from "../src/upstream/charset.ts";
import { charsets } from "../src/upstream/server-charsets.ts";
import { charactersOf, encode } from "./support/encode.ts";
import { fixturesOf } from "./support/fixtures.ts";
import { bodyOf, headOf, startProxy } from "./support/start-proxy.ts";

/** Servers whose charset is known from elsewhere; the table must have them as they are. */
const KNOWN: Readonly<Record<string, string>> = {
  "iso-8859-1": `whois.registro.br whois.fi whois.nic.hu whois.isnic.is whois.dns.lu whois.norid.no
    whois.apnic.net whois.nic.sn whois.ripe.net whois.dk-hostmaster.dk`,
  "iso-2022-jp": "whois.nic.ad.jp",
  "windows-1251": "whois.kg",
  "iso-8859-11": "whois.nic.lk",
  "windows-1254": "whois.nic.tr",
  "utf-8": `whois.afrinic.net whois.lacnic.net whois.cat whois.conac.cn whois.cira.ca whois.nic.ch
    whois.nic.li whois.nic.cl whois.cnnic.cn whois.nic.cz whois.denic.de whois.tld.ee whois.eu
    whois.nic.fr whois.nic.re whois.nic.pm whois.nic.tf whois.nic.wf whois.nic.yt whois.hkirc.hk
    whois.nic.hr whois.nic.ir whois.nic.it whois.jprs.jp whois.nic.or.kr whois.kr whois.nic.kz
    whois.domreg.lt whois.marnet.mk whois.iis.se whois.iis.nu whois.registry.om whois.registry.qa
    whois.registry.pf whois.dns.pt whois.rnids.rs whois.nic.net.sa whois.sgnic.sg whois.thnic.co.th
    whois.ati.tn whois.trabis.gov.tr whois.twnic.net.tw whois.ua whois.nic.org.uy whois.ax
    whois.nic.ar whois.aeda.net.ae`,
};

test.for(Object.entries(KNOWN))("the table has the servers that reply in %s", ([label, hosts]) => {
  const others = hosts.split(/\s+/).filter((host) => charsets.get(host) !== label);
  expect(others).toEqual([]);
});

/** Every charset that a server of the tables has, and the ones that none needs a table for. */
const labels = [...new Set([...charsets.values(), "windows-1252"])];

const SAMPLES = [
  "Müller & Söhne, Århus",
  "Привет, Київ",
  "ไทย",
  "İstanbul Ağrı ŞIŞ",
  "日本レジストリ",
];

/** A reply with every character that the charset has; UTF-8 has them all. */
function replyIn(label: string): string {
  const all = /^utf-8$/.test(label)
    ? [...SAMPLES, ...labels.filter((other) => other !== label).map(charactersOf)]
    : [charactersOf(label), ...SAMPLES.filter((text) => encode(text, label) !== undefined)];
  const lines = all.flatMap((text) => text.match(/.{1,60}/gu) ?? []);
  return ["Domain Name: example.nu", ...lines.map((line) => `Registrant Name: a ${line} z`)].join(
    "\r\n",
  );
}

const encoded = (text: string, label: string): Buffer => {
  const bytes = encode(text, label);
  if (bytes === undefined) throw new Error(`Cannot write it in ${label}: ${text.slice(0, 80)}`);
  return bytes;
};

test.for(labels)(
  "a reply with every character of %s comes out of the door in UTF-8",
  async (label) => {
    const text = replyIn(label);
    const hosts = [...charsets].flatMap(([host, charset]) => (charset === label ? [host] : []));
    await using upstream = await fakeWhois({}, { fallback: encoded(text, label) });
    const named = hosts.length === 0 ? ["whois.unknown.example"] : hosts;
    const zones = named.map(
      (host, index) => `[zones."n${index}.nu"]\nwhois = "${host}"\nrdap = []\n`,
    );
    const dials = named.map((host) => `"${host}:43" = "${upstream.hostPort}"\n`);
    await using proxy = await startProxy(
      `${zones.join("")}[upstream.connect_to]\n${dials.join("")}`,
    );
    for (const index of named.keys()) {
      const answer = await proxy.ask(`n${index}.nu`);
      expect([named[index], headOf(answer, "outcome")]).toEqual([named[index], "found"]);
      expect(bodyOf(answer)).toBe(`${text}\r\n`);
    }
  },
);

test("a charset of the file comes before the one of the table", async () => {
  await using upstream = await fakeWhois({}, { fallback: encoded("name: Привет", "koi8-r") });
  await using proxy = await startProxy(
    `[zones.nu]\nwhois = "whois.kg"\nrdap = []\ncharset = "koi8-r"
     [upstream.connect_to]\n"whois.kg:43" = "${upstream.hostPort}"`,
  );
  expect(bodyOf(await proxy.ask("example.nu"))).toBe("name: Привет\r\n");
});

const { all } = fixturesOf("whois");
const texts = all.map(({ name, reply }) => ({ name, text: decodeReply(reply) }));

test.for(labels)("decodeReply reads every reply that %s can write", (label) => {
  const written = texts.flatMap(({ name, text }) => {
    const bytes = encode(text, label);
    return bytes === undefined ? [] : [{ name, text, bytes }];
  });
  const wrong = written.filter(({ text, bytes }) => decodeReply(bytes, label) !== text);
  expect(wrong.map(({ name }) => name)).toEqual([]);
  expect(written.length).toBeGreaterThan(0);
});
