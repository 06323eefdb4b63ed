import { expect, test } from "vitest";
import { rfc3339 } from "../src/record/rfc3339.ts";

test.for([
  ["2026-07-12", "2026-07-12T00:00:00Z"],
  ["2026-07-12T01:02:03Z", "2026-07-12T01:02:03Z"],
  ["2026-07-12T01:02:03.45Z", "2026-07-12T01:02:03.45Z"],
  ["2024-02-29", "2024-02-29T00:00:00Z"],
  ["2026-02-29", undefined],
  ["2026-13-01", undefined],
  ["2026-07-12T24:00:00Z", undefined],
  ["2026-07-12T01:02:03+01:00", undefined],
  ["before Aug-1996", undefined],
  ["", undefined],
  [undefined, undefined],
] as const)("rfc3339(%j) is %s", ([date, instant]) => {
  expect(rfc3339(date)).toBe(instant);
});
