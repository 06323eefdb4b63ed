import { expect, test } from "vitest";
import { WaterGauge, waterMarks } from "../src/water-marks.ts";

test("waterMarks are 64 and 16 KiB by default", () => {
  expect(waterMarks()).toEqual({ high: 65_536, low: 16_384 });
});

test("waterMarks given high alone put low at a quarter, rounded down", () => {
  expect(waterMarks({ high: 10 })).toEqual({ high: 10, low: 2 });
});

test("waterMarks given low alone put high at four times as much", () => {
  expect(waterMarks({ low: 10 })).toEqual({ high: 40, low: 10 });
});

test("waterMarks may both be 0, and equal", () => {
  expect(waterMarks({ high: 0 })).toEqual({ high: 0, low: 0 });
  expect(waterMarks({ high: 7, low: 7 })).toEqual({ high: 7, low: 7 });
});

test.for([
  { high: 1, low: 2 },
  { high: 1, low: -1 },
  { high: -1 },
  { low: 0.5 },
  { high: Number.NaN },
  { high: Number.POSITIVE_INFINITY },
])("waterMarks refuse %j", (marks) => {
  expect(() => waterMarks(marks)).toThrow(RangeError);
  expect(() => waterMarks(marks)).toThrow(/^Cannot set water marks high ".*" and low ".*": /);
});

test("WaterGauge pauses strictly above high", () => {
  const gauge = new WaterGauge();
  expect(gauge.read(65_536)).toBeUndefined();
  expect(gauge.read(65_537)).toBe("pause");
});

test("WaterGauge resumes at low and not above", () => {
  const gauge = new WaterGauge();
  gauge.read(65_537);
  expect(gauge.read(16_385)).toBeUndefined();
  expect(gauge.read(16_384)).toBe("resume");
});

test("WaterGauge says each thing once", () => {
  const gauge = new WaterGauge();
  const said = [65_537, 70_000, 20_000, 80_000, 1, 0, 65_536].map((waiting) => gauge.read(waiting));
  expect(said).toEqual(["pause", undefined, undefined, undefined, "resume", undefined, undefined]);
});

test("WaterGauge with high 0 pauses for every byte and resumes with none", () => {
  const gauge = new WaterGauge();
  gauge.setMarks({ high: 0 });
  expect([0, 1, 1, 0].map((waiting) => gauge.read(waiting))).toEqual([
    undefined,
    "pause",
    undefined,
    "resume",
  ]);
});
