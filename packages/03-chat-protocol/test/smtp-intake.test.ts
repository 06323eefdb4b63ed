import * as fc from "fast-check";
import { expect, test } from "vitest";
import { StoreError } from "../src/mod.ts";
import { Intake } from "../src/smtp/intake.ts";
import { settle } from "./recorder.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

const LIMITS = { maxMessageBytes: 120_000, maxLineBytes: 60_000 };
const ENVELOPE = { from: "", to: ["b@example.net"] };

/** Lines by a short name each, which is what a failing test shows. */
const LINES = {
  text: "text",
  long: "x".repeat(50_000),
  "too long": "x".repeat(70_000),
  bare: "LF\nalone",
} as const;

type Line = keyof typeof LINES;

/** What happens to a message; undefined is what does not happen. */
interface Fate {
  /** Which step of the store fails, counted from 0. */
  readonly failsAt: number | undefined;
  /** After how many turns of the event loop the client is gone. */
  readonly goneAfter: number | undefined;
}

/** A slow store whose step of that number fails; but a discard never does. */
function storeFailingAt(failsAt: number | undefined): MemoryStore {
  let count = 0;
  return new MemoryStore(async (step) => {
    const isFailing = count === failsAt && step !== "discard";
    count += 1;
    await settle();
    if (isFailing) throw new StoreError("failed", "no");
    await settle();
  });
}

async function abandonAfter(turns: number, intake: Intake): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await settle();
  await intake.abandon();
}

/** Takes a message to its end; returns the code for the client, and the store. */
async function take(lines: readonly Line[], { failsAt, goneAfter }: Fate) {
  const store = storeFailingAt(failsAt);
  const intake = new Intake("1", LIMITS, () => {});
  const abandoned = goneAfter === undefined ? undefined : abandonAfter(goneAfter, intake);
  let said = await intake.open(store, ENVELOPE, "Received: \r\n");
  if (said === undefined) {
    for (const line of lines) await intake.line(Buffer.from(LINES[line]));
    said = await intake.finish();
  }
  await abandoned;
  return { code: said.code, store };
}

test("Intake says 250 of what the store has committed and of nothing else, and leaves no draft", async () => {
  const line = fc.constantFrom<Line>("text", "text", "long", "long", "too long", "bare");
  const fate = fc.record({
    failsAt: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
    goneAfter: fc.option(fc.nat({ max: 30 }), { nil: undefined }),
  });
  const outcomes = new Set<string>();
  const property = fc.asyncProperty(fc.array(line, { maxLength: 6 }), fate, async (lines, what) => {
    const { code, store } = await take(lines, what);
    expect(code === 250).toBe(store.messages.length === 1);
    expect(store.drafts).toBe(0);
    outcomes.add(`${code}${what.goneAfter === undefined ? "" : " unheard"}`);
  });
  await fc.assert(property, { numRuns: 1000 });
  expect([...outcomes].toSorted()).toEqual(
    ["250", "451", "500", "550", "552"].flatMap((code) => [code, `${code} unheard`]),
  );
});
