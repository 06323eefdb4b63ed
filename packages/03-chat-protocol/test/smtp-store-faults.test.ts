import { createServer } from "02-echo-server";
import { startServer } from "test-harness";
import { expect, test, vi } from "vitest";
import { SmtpSession, StoreError, type StoreFault } from "../src/mod.ts";
import { codes, codesIn, ENVELOPE, nextReply, startMail } from "./smtp/mail-server.ts";
import { MemoryStore, type Step } from "./smtp/memory-store.ts";

const LONG = `${"x".repeat(98)}\r\n`.repeat(2000);

/** A store that fails the first time that it is asked for `step`. */
function failing(step: Step, error: Error): MemoryStore {
  let hasFailed = false;
  return new MemoryStore((asked) => {
    if (asked !== step || hasFailed) return;
    hasFailed = true;
    throw error;
  });
}

const faults: readonly { readonly fault: StoreFault; readonly answer: string }[] = [
  { fault: "full", answer: "452 4.3.1 There is no room for the message now" },
  { fault: "failed", answer: "451 4.3.0 The message cannot be stored now" },
];

test.for(faults)(
  "SmtpSession answers DATA when the store is $fault, and keeps what was announced",
  async ({ fault, answer }) => {
    const store = failing("open", new StoreError(fault, "no"));
    await using mail = await startMail(store);
    await using client = await mail.client();
    await nextReply(client);
    await codes(client, ENVELOPE);
    await client.send("DATA");
    await client.expect(answer);
    expect(await codes(client, ["DATA"])).toEqual([354]);
    expect(await codes(client, [".", ENVELOPE[1]])).toEqual([250, 250]);
    expect(store.messages).toHaveLength(1);
  },
);

/** What may fail behind the 354, and what the store is then asked to do. */
const failures = [
  { step: "write", text: "short\r\n", steps: ["open", "write", "discard"] },
  { step: "write", text: LONG, steps: ["open", "write", "discard"] },
  { step: "commit", text: "short\r\n", steps: ["open", "write", "commit"] },
] as const;

const late = faults.flatMap(({ fault, answer }) =>
  failures.map(({ step, text, steps }) => ({ fault, answer, step, text, steps })),
);

test.for(late)(
  "SmtpSession answers the end of the message when the store is $fault at $step, and lives",
  async ({ fault, answer, step, text, steps }) => {
    const store = failing(step, new StoreError(fault, "no"));
    const told: string[] = [];
    await using mail = await startMail(store, {
      onStoreError: (error) => told.push(error.message),
    });
    await using client = await mail.client();
    await client.send(...ENVELOPE, "DATA");
    await client.sendRaw(`${text}.\r\n`);
    await client.send(...ENVELOPE.slice(1), "DATA", "next", ".", "QUIT");
    const said = await client.readToEnd();
    const second = [250, 250, 354, 250, 221];
    const first = Number(answer.slice(0, 3));
    expect(codesIn(said)).toEqual([220, 250, 250, 250, 354, first, ...second]);
    expect(said).toContain(`\r\n${answer}\r\n`);
    expect(store.messages).toHaveLength(1);
    const asked = store.steps.map((asking) => asking.replace(/ \d+/, ""));
    expect(asked).toEqual([...steps, "open", "write", "commit"]);
    expect(store.drafts).toBe(0);
    expect(told).toEqual(["no"]);
  },
);

test.for(["open", "write", "commit"] as const)(
  "SmtpSession says 421 and closes when %s throws what no store should",
  async (step) => {
    const errors: unknown[] = [];
    const broken = new TypeError("broken");
    const store = failing(step, broken);
    await using mail = await startMail(store, { onError: (error) => errors.push(error) });
    await using client = await mail.client();
    await client.send(...ENVELOPE, "DATA", "text", ".", "NOOP");
    const said = await client.readToEnd();
    expect(said.split("\r\n").at(-2)).toBe("421 4.3.0 localhost closes: something is wrong here");
    expect(codesIn(said)).not.toContain(451);
    expect(errors).toEqual([broken]);
    expect(store.messages).toEqual([]);
    expect(store.drafts).toBe(0);
  },
);

test("SmtpSession says on standard error what the store could not do", async () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const store = failing("open", new StoreError("full", "Cannot store in x: the disk is full"));
  await using mail = await startServer(createServer(() => new SmtpSession(store)));
  await using client = await mail.client();
  await nextReply(client);
  expect(await codes(client, [...ENVELOPE, "DATA"])).toEqual([250, 250, 250, 452]);
  expect(write.mock.calls).toEqual([["Cannot store in x: the disk is full\n"]]);
});
