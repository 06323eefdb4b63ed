import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { turn } from "../src/mod.ts";
import { deliverEndlessly } from "../src/deliver.ts";

test("deliverEndlessly writes no more than the socket takes, and stops when the client is gone", async () => {
  const gone = new AbortController();
  const full = new Writable({ write: () => undefined });
  const delivering = deliverEndlessly(full, "again", gone.signal);
  await turn(100);
  const waiting = full.writableLength;
  expect(waiting).toBeGreaterThan(0);
  await turn(100);
  expect(full.writableLength).toBe(waiting);
  gone.abort();
  await expect(delivering).rejects.toThrow("aborted");
  full.destroy();
});
