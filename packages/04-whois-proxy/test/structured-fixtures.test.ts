/** The structured answer of real WHOIS replies, through the real door: everything that they are known to say. */

import { fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { parseNetwork } from "../src/model/ip.ts";
import { faultsOf } from "./support/answer-schema.ts";
import { type Fixture, fixturesOf } from "./support/fixtures.ts";
import { startHttpDoor } from "./support/start-http-door.ts";

/** What to ask; a capture that does not say is of no domain that anybody asked for, or of the one in its text. */
function queryOf({ name, about, reply }: Fixture): string {
  const [, named] = /^Domain name: (\S+)/m.exec(reply.toString("latin1")) ?? [];
  return about.query ?? named?.toLowerCase() ?? `unnamed-${name.slice(0, 3)}.be`;
}

const tableOf = (fixture: Fixture): string =>
  fixture.about.kind === "ip"
    ? `[networks."${queryOf(fixture)}/${queryOf(fixture).includes(":") ? 128 : 32}"]`
    : `[zones."${queryOf(fixture)}"]`;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** A value deep in an answer. */
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inner, member) => (isObject(inner) ? inner[member] : undefined), value);

/** Where the structured answer has what a fixture expects, in the fixture's words. */
function valueOf(answer: Json, key: string): unknown {
  const { domain, network } = answer;
  const registrant = (member: string) =>
    at(domain, "contacts", "registrant", member) ?? at(network, "contacts", "registrant", member);
  switch (key) {
    case "domain":
      return at(domain, "name");
    case "registry_id":
      return at(domain, "handle");
    case "registrar":
      return at(domain, "registrar", "name");
    case "registrar_iana_id":
      return at(domain, "registrar", "ianaId");
    case "registrar_whois":
      return at(domain, "registrar", "whois");
    case "registrant_org":
      return registrant("organization") ?? registrant("name");
    case "nameservers":
      return [at(domain, "nameservers")].flat().map((host) => at(host, "name"));
    case "org":
      return at(network, "organization");
    case "range":
      return `${String(at(network, "start"))} - ${String(at(network, "end"))}`;
    case "cidr":
      return [at(network, "cidrs")].flat().join(", ");
    case "created":
    case "updated":
    case "expires":
    case "statuses":
      return at(domain, key);
    default:
      return at(network, key);
  }
}

/** Values as both sides may write them: in capitals or not, an address in any form, a day with a time. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "string") return value;
  if (/^\d{4}-\d\d-\d\d/.test(value)) return value.slice(0, 10);
  const parts = value.split(" - ").map((part) => parseNetwork(part)?.address ?? part);
  return parts.join(" - ").toLowerCase().replaceAll(/\s+/g, " ").trim();
}

const OUTCOMES: Readonly<Record<string, string>> = {
  available: "not-found",
  "not-found": "not-found",
  "rate-limited": "rate-limited",
};

/** Whether an answer has a value: of a list, all of the items that a fixture cares to name. */
function has(answer: Json, key: string, wanted: unknown): boolean {
  const value = plain(valueOf(answer, key));
  if (Array.isArray(wanted)) {
    const items = wanted.flatMap((item) => String(item).split(", "));
    return Array.isArray(value) && items.every((item) => value.includes(plain(item)));
  }
  // A value that says that there is none is told as one that is withheld.
  if (/^\s*redacted/i.test(String(wanted)))
    return value === undefined && at(answer, "domain", "redacted", "0", "name") !== undefined;
  // The top-level domain is left out of the name in one capture.
  return key === "domain" && !String(wanted).includes(".")
    ? String(value).startsWith(`${String(wanted)}.`)
    : value === plain(wanted);
}

/** What an answer gets wrong, as `key: value, not expected`. */
function mistakes(answer: Json, { status, ...expected }: Json): string[] {
  const outcome = OUTCOMES[String(status)] ?? "found";
  if (answer["outcome"] !== outcome) return [`${String(answer["outcome"])}, not ${outcome}`];
  if (outcome !== "found") return [];
  return Object.entries(expected).flatMap(([key, wanted]) =>
    // Which registry it is from is no part of the object.
    key === "rir" || has(answer, key, wanted)
      ? []
      : [`${key}: ${JSON.stringify(valueOf(answer, key))}, not ${JSON.stringify(wanted)}`],
  );
}

test("the structured answer of every WHOIS reply has what it is known to say", async () => {
  const { all, shared } = fixturesOf("whois");
  await using upstream = await fakeWhois(
    Object.fromEntries(all.map((fixture) => [queryOf(fixture), fixture.reply])),
  );
  // Each registry has a name of its own: one that limits us must not keep us away from the others.
  const names = all.map((_, index) => `whois.registry${index}.example`);
  const tables = all.map(
    (fixture, index) =>
      `${tableOf(fixture)}\nwhois = "${names[index]}"\nrdap = []\nquery = "{name}"\n`,
  );
  const dials = names.map((name) => `"${name}:43" = "${upstream.hostPort}"\n`);
  await using http = await startHttpDoor([...tables, "[upstream.connect_to]\n", ...dials].join(""));
  const wrong: string[] = [];
  for (const fixture of all) {
    const response = await fetch(http.url(`/lookup/--no-referral%20${queryOf(fixture)}`));
    const answer: Json = JSON.parse(await response.text());
    const faults = [...faultsOf(answer), ...mistakes(answer, fixture.about.expected)];
    wrong.push(...faults.map((fault) => `${fixture.name} ${fault}`));
  }
  expect(wrong).toEqual([]);
  expect([0, 77]).toContain(shared);
});
