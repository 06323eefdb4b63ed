import { expect, test } from "vitest";
import { type Step, stepCells } from "../src/mod.ts";

const behaviours = { listens: 1, echoes: 2 };
const step = (does: readonly string[], notYet: readonly string[]): Step => ({
  name: "01-listens",
  title: "Listens",
  does,
  notYet,
});

test("stepCells makes a cell of each step and each behaviour", () => {
  const first = step(["listens"], ["echoes"]);
  const second = step(["echoes", "listens"], []);
  expect(stepCells([first, second], behaviours)).toEqual([
    { step: first, behaviour: "listens", shows: true },
    { step: first, behaviour: "echoes", shows: false },
    { step: second, behaviour: "listens", shows: true },
    { step: second, behaviour: "echoes", shows: true },
  ]);
});

test("stepCells refuses a step that is silent about a behaviour, or says both", () => {
  expect(() => stepCells([step(["listens"], [])], behaviours)).toThrow(
    'Cannot read step "01-listens": "echoes" is neither done nor not done yet',
  );
  expect(() => stepCells([step(["listens"], ["listens", "echoes"])], behaviours)).toThrow(
    '"listens" is both done and not done yet',
  );
});

test("stepCells refuses a behaviour that no table has", () => {
  expect(() => stepCells([step(["listens", "echos"], ["echoes"])], behaviours)).toThrow(
    'Cannot read step "01-listens": nobody tests "echos"',
  );
});
