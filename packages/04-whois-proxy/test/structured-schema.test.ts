/** The schema of the structured answer, and that whatever a registry says fits it. */

import { expect, test } from "vitest";
import type { RegistryRecord } from "../src/model/record.ts";
import { structuredAnswer } from "../src/structured/structured-answer.ts";
import { faultsOf, schema } from "./support/answer-schema.ts";
import { fixtureRecords } from "./support/fixture-records.ts";

/** Every place of a schema that stands for a member or an item. */
function placesIn(value: unknown, path = "#"): (readonly [path: string, place: object])[] {
  if (typeof value !== "object" || value === null) return [];
  const isOwner = /\/(?:properties|\$defs)$/.test(path);
  const own = isOwner
    ? Object.entries(value).map(([word, inner]) => [`${path}/${word}`, inner] as const)
    : [];
  const below = Object.entries(value).map(([word, inner]) => placesIn(inner, `${path}/${word}`));
  return [...own, ...below.flat()];
}

test("the schema describes every member", () => {
  const places = placesIn(schema);
  const definitions = new Map(places.map(([path, place]) => [path, place]));
  const descriptionOf = (place: object): unknown => {
    if ("description" in place) return place.description;
    const target = "$ref" in place ? definitions.get(String(place.$ref)) : undefined;
    return target && descriptionOf(target);
  };
  // What is a kind of subject says itself what it is.
  const silent = places.filter(
    ([path, place]) => !path.endsWith("/kind") && typeof descriptionOf(place) !== "string",
  );
  expect(silent.map(([path]) => path)).toEqual([]);
  expect(places.length).toBeGreaterThan(150);
});

/** An answer about a record. */
const answerWith = (record: RegistryRecord): object =>
  structuredAnswer({
    asked: "example.com",
    outcome: "found",
    facts: { record, hops: [], plan: [], notes: [] },
    origin: "fresh",
    text: "text\r\n",
  });

test("the structured answer of every reply fits the schema, and nothing in it is empty", () => {
  const records = fixtureRecords();
  const faults = records.flatMap(({ name, record }) =>
    faultsOf(answerWith(record)).map((fault) => `${name}: ${fault}`),
  );
  expect(faults).toEqual([]);
  expect(records.length).toBeGreaterThan(20);
});

test("members stand in the order of the schema, whatever was read and merged in which order", () => {
  const orders = new Map(
    placesIn(schema).flatMap(([path, place]) =>
      "properties" in place && path.startsWith("#/$defs/")
        ? [[path.slice("#/$defs/".length), Object.keys(place.properties ?? {})] as const]
        : [],
    ),
  );
  const disorder = fixtureRecords().flatMap(({ name, record }) =>
    Object.entries(answerWith(record)).flatMap(([kind, members]) => {
      const order = orders.get(kind);
      const own = order && Object.keys(members);
      const wanted = order?.filter((member) => own?.includes(member));
      return own?.join(" ") === wanted?.join(" ") ? [] : [`${name}: ${own?.join(" ")}`];
    }),
  );
  expect(disorder).toEqual([]);
  expect(orders.get("domain")?.slice(0, 3)).toEqual(["name", "unicodeName", "handle"]);
});

test.for([
  ["a member that nobody knows", { horse: { name: "example.com" } }],
  ["a member of a domain that nobody knows", { domain: { name: "example.com", color: "red" } }],
  ["a name that is no text", { domain: { name: 7 } }],
  ["a network without its end", { network: { start: "10.0.0.0", cidrs: ["10.0.0.0/8"] } }],
  ["a day in place of a date", { domain: { name: "example.com", created: "2026-07-12" } }],
  ["another outcome", { outcome: "lost" }],
] as const)("the schema refuses %s", ([, members]) => {
  expect(faultsOf({ outcome: "found", text: "x", ...members })).not.toEqual([]);
});

test("the schema refuses what is empty", () => {
  const [fault] = faultsOf({ outcome: "found", text: "", sources: [], subject: {} });
  expect(fault).toBeDefined();
  expect(faultsOf({ outcome: "found", text: "x" })).toEqual([]);
});
