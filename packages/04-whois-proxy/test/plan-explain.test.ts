/** `--explain`: the plan in words, and what experience has made of it. */

import { VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { explainText } from "../src/answer/local.ts";
import { parseConfig } from "../src/config/load.ts";
import { planQuery } from "../src/plan/plan.ts";
import { parseQuery } from "../src/query/parse-query.ts";
import { loadBuiltInTables } from "../src/tables/built-in.ts";
import { Circuits } from "../src/upstream/circuits.ts";

const tables = loadBuiltInTables();

function planFor(line: string) {
  const query = parseQuery(line, tables.registrableName);
  if (query.kind !== "lookup") throw new Error(`Cannot plan for "${line}"`);
  const config = parseConfig("", "test.toml");
  const plan = planQuery(query.subject, query.options, { config, tables });
  return { subject: query.subject, plan };
}

const explained = (line: string): string[] => {
  const { subject, plan } = planFor(line);
  return explainText(subject, plan).split("\n");
};

test("explainText says whom, with which line, and where that is known from", () => {
  expect(explained("www.example.com")).toEqual([
    "Plan for example.com:",
    expect.stringMatching(
      /^ {2}1\. rdap https:\/\/rdap\.verisign\.com\/com\/v1\/domain\/example\.com \(IANA RDAP bootstrap of [\d-]+\)$/,
    ),
    expect.stringMatching(
      /^ {2}2\. whois whois\.verisign-grs\.com, sending "domain example\.com" \(.+ of [\d-]+\)$/,
    ),
  ]);
});

test("explainText says who has moved a number, and what is inside of an address", () => {
  const lines = explained("2002:808:808::1");
  expect(lines.slice(-2)).toEqual([
    "  If the object is another registry's: whois whois.ripe.net, whois whois.apnic.net, whois whois.lacnic.net, whois whois.afrinic.net",
    "  2002:808:808::1 is a 6to4 address (RFC 3056) with 8.8.8.8 in it, and 8.8.8.8 is what was asked about",
  ]);
});

test("explainText says why nobody can be asked", () => {
  expect(explained("ABC-NOBODY")).toEqual([
    "Plan for ABC-NOBODY:",
    "  nobody to ask",
    "  No registry is known for handles of this form",
  ]);
});

test("explainText shows the order that experience has made, and why", async () => {
  const { subject, plan } = planFor("example.com");
  const clock = new VirtualClock();
  const circuits = new Circuits(clock);
  const [rdap] = plan.sources;
  if (rdap === undefined) throw new Error("Cannot find the RDAP source");
  const said = { source: rdap, outcome: "unreachable", reason: "no such host", took: 0 } as const;
  circuits.end({ ...said, text: "" });
  await clock.advance(5000);
  expect(explainText(subject, plan, circuits).split("\n")).toEqual([
    "Plan for example.com:",
    expect.stringMatching(/^ {2}1\. whois whois\.verisign-grs\.com, [^:]+$/),
    expect.stringMatching(
      /^ {2}2\. rdap https:.+, behind the others for now: no such host, 25 s more$/,
    ),
  ]);
  await clock.advance(25_000);
  expect(explainText(subject, plan, circuits)).toBe(explainText(subject, plan));
});
