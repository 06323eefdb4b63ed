/** `/lookup/{query}`: the structured answer over HTTP, with the trace of its way. */

import { fakeRdap, fakeWhois } from "test-harness";
import { expect, test } from "vitest";
import { faultsOf } from "./support/answer-schema.ts";
import { startHttpDoor } from "./support/start-http-door.ts";

const zone = (whois: string, rdap = "[]"): string =>
  `[zones.nu]\nwhois = "${whois}"\nrdap = ${rdap}\n`;

async function lookup(http: { url(path: string): string }, query: string) {
  const response = await fetch(http.url(`/lookup/${query}`));
  const answer = JSON.parse(await response.text());
  expect(faultsOf(answer)).toEqual([]);
  return { response, answer };
}

test("/lookup/ is the structured answer with whom the plan names, why, and how each answered", async () => {
  await using rdap = await fakeRdap({ "/domain/example.nu": { status: 500 } });
  await using whois = await fakeWhois({ "example.nu": "Domain Name: example.nu\r\n" });
  await using http = await startHttpDoor(zone(whois.hostPort, `["${rdap.url}"]`));
  const { response, answer } = await lookup(http, "www.example.nu");
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(answer).toMatchObject({ query: "www.example.nu", outcome: "found" });
  const why = '[zones."nu"]';
  const byRdap = { protocol: "rdap", server: `${rdap.url}domain/example.nu`, why };
  const byWhois = { protocol: "whois", server: whois.hostPort, query: "example.nu", why };
  const took: unknown = expect.any(Number);
  expect(answer.trace).toEqual({
    origin: "fresh",
    plan: [byRdap, byWhois],
    hops: [
      { ...byRdap, outcome: "bad-reply", reason: "HTTP 500", took },
      { ...byWhois, outcome: "found", took },
    ],
  });
  const again = await lookup(http, "example.nu");
  expect(again.answer.trace).toEqual({ ...answer.trace, origin: "cached" });
});

test.for([
  ["10.0.0.1", 200, "found"],
  ["example.nu", 404, "not-found"],
  ["example.se", 404, "no-server"],
  ["a_b", 400, "bad-query"],
  ["", 400, "bad-query"],
  ["%ff", 400, "bad-query"],
  ["example.dk", 429, "rate-limited"],
  ["example.fi", 502, "unreachable"],
  ["example.no", 502, "bad-reply"],
] as const)("/lookup/%s has the status %i of its outcome", async ([query, status, outcome]) => {
  await using whois = await fakeWhois({
    "example.nu": "No match\r\n",
    "example.dk": "Too many requests\r\n",
    "example.no": "",
  });
  const servers = {
    nu: whois.hostPort,
    dk: whois.hostPort,
    no: whois.hostPort,
    se: "none",
    fi: "127.0.0.1:1",
  };
  const toml = Object.entries(servers).map(
    ([name, server]) => `[zones.${name}]\nwhois = "${server}"\nrdap = []\n`,
  );
  await using http = await startHttpDoor(toml.join(""));
  const { response, answer } = await lookup(http, query);
  expect([response.status, answer.outcome]).toEqual([status, outcome]);
  expect(response.headers.get("retry-after")).toBe(status === 429 ? "60" : null);
});

test("/lookup/ takes the options of the query line, and --explain asks nobody", async () => {
  await using whois = await fakeWhois({});
  await using http = await startHttpDoor(zone(whois.hostPort, '["https://rdap.example/"]'));
  const { answer } = await lookup(http, "--explain%20--via=whois%20example.nu");
  expect(answer.trace.plan).toMatchObject([{ protocol: "whois", server: whois.hostPort }]);
  expect(answer.sources).toEqual([{ protocol: "local", server: "plan", outcome: "found" }]);
  expect("domain" in answer).toBe(false);
  expect(whois.accepted).toBe(0);
});

test("/lookup/ says in JSON that a query is too long, and that a client may not ask", async () => {
  await using http = await startHttpDoor("[clients]\nmax_query_bytes = 10");
  const long = await lookup(http, "a-name-of-many-letters.nu");
  expect([long.response.status, long.answer.outcome]).toEqual([400, "bad-query"]);
  await using closed = await startHttpDoor('[clients]\ndeny = ["127.0.0.0/8"]');
  const refused = await lookup(closed, "example.nu");
  expect([refused.response.status, refused.answer.outcome]).toEqual([502, "refused"]);
});

test("/lookup/ tells what a plan has to say to a person", async () => {
  await using http = await startHttpDoor();
  const { answer } = await lookup(http, "ZZZ-NOBODY9");
  expect(answer).toMatchObject({ outcome: "no-server", subject: { kind: "entity" } });
  expect(answer.trace.notes).toEqual([expect.any(String)]);
});
