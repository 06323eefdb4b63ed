/** Every RDAP reply through the real HTTP door: it comes out valid, and with the facts that went in. */

import { fakeRdap } from "test-harness";
import { expect, test } from "vitest";
import type { RegistryRecord } from "../src/model/record.ts";
import { rdapStatus } from "../src/rdap-out/status.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { faultsOf } from "./support/answer-schema.ts";
import { type Fixture, fixturesOf } from "./support/fixtures.ts";
import { rdapFaults } from "./support/rdap-conformance.ts";
import { startHttpDoor } from "./support/start-http-door.ts";

/** A reply with what to ask for it: RDAP's path, the query line, and its table in a configuration. */
interface Case {
  readonly fixture: Fixture;
  readonly record: RegistryRecord;
  readonly path: string;
  readonly line: string;
  readonly table: string;
}

function caseOf(fixture: Fixture): Case | undefined {
  const record = recordFromRdap(JSON.parse(fixture.reply.toString()));
  switch (record?.kind) {
    case "domain":
    case "nameserver": {
      const { kind, name } = record;
      const line = kind === "domain" ? name : `nameserver ${name}`;
      return { fixture, record, path: `/${kind}/${name}`, line, table: `[zones."${name}"]` };
    }
    case "network": {
      const [cidr = ""] = record.cidrs;
      return { fixture, record, path: `/ip/${cidr}`, line: cidr, table: `[networks."${cidr}"]` };
    }
    case "autnum": {
      const { start } = record;
      const table = `[autnums."${start}"]`;
      return { fixture, record, path: `/autnum/${start}`, line: `AS${start}`, table };
    }
    case "entity":
    case undefined:
      return undefined;
  }
}

const { all, shared } = fixturesOf("rdap");
const cases = all.flatMap((fixture) => caseOf(fixture) ?? []);

/** What both sides must have alike. */
function facts(record: RegistryRecord | undefined): object {
  const { statuses = [], contacts = {}, ...rest } = record ?? { kind: undefined };
  return {
    kind: rest.kind,
    statuses: statuses.flatMap((status) => rdapStatus(status) ?? []).toSorted(),
    people: new Set(
      Object.values(contacts)
        .flat()
        .map((one) => JSON.stringify(one)),
    ).size,
    ...Object.fromEntries(MEMBERS.map((member) => [member, Reflect.get(rest, member)])),
  };
}

const MEMBERS =
  "name unicodeName handle start end cidrs country parent nameservers addresses".split(" ");

test.for(cases)("$path of $fixture.name comes out of the door as it went in", async (one) => {
  const { fixture, record, path, line, table } = one;
  await using rdap = await fakeRdap(() => ({ body: fixture.reply }));
  await using http = await startHttpDoor(
    `${table}\nwhois = "none"\nrdap = ["${rdap.url}"]\n[upstream]\nmax_hops = 0`,
  );
  const response = await fetch(http.url(path));
  const answer: unknown = JSON.parse(await response.text());
  expect([response.status, rdapFaults(answer)]).toEqual([200, []]);
  expect(facts(recordFromRdap(answer))).toEqual(facts(record));
  const lookup = await fetch(http.url(`/lookup/${encodeURIComponent(line)}`));
  expect(faultsOf(JSON.parse(await lookup.text()))).toEqual([]);
});

test("there are RDAP replies of the kinds that have a path", () => {
  const kinds = new Set(cases.map(({ record }) => record.kind));
  expect(kinds).toContain("domain");
  expect(cases.length).toBeGreaterThan(shared === 0 ? 10 : 30);
});
