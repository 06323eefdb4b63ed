import { createServer } from "02-echo-server";
import { startServer, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { ChatGroup, finishServing, WhoisSession } from "../src/mod.ts";
import { until, Gate } from "./recorder.ts";

test("finishServing aborts what has not ended after graceMs", async () => {
  const clock = new VirtualClock();
  const gate = new Gate();
  const group = new ChatGroup();
  const answer = async (): Promise<string> => {
    await gate.wait();
    return "too late\r\n";
  };
  await using running = await startServer(
    createServer(() => new WhoisSession(answer, { group, clock })),
  );
  await using client = await running.client();
  await client.send("example.com");
  await until(() => gate.waiting === 1);
  const finished = finishServing(running.server, group, { graceMs: 1000, clock });
  await clock.advance(1000);
  expect(await finished).toBe("aborted");
  await client.expectReset();
  await gate.open();
  expect([clock.pending, group.size]).toEqual([0, 0]);
});
