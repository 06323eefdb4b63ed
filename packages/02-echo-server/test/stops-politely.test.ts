/** Step 09: what becomes of a client that has not read everything when the server is told to stop. */
import { join } from "node:path";
import { run } from "01-background-tasks";
import { runStep } from "test-harness";
import { expect, test } from "vitest";
import { ENOUGH_BYTES } from "./programs/deaf-client.ts";

const file = join(import.meta.dirname, "../experiments/09-stops-politely.ts");

const flood = Buffer.alloc(ENOUGH_BYTES, "x");

test("step 09-stops-politely: who reads on gets all that was written, then the goodbye", async () => {
  await using step = await runStep(run, file, { args: ["--port", "0"] });
  await using client = await step.client();
  client.pause();
  const said = client.sendRaw(flood);
  await step.line(/ does not read$/);
  const ended = step.interrupt();
  client.resume();
  expect(await client.readToEnd()).toMatch(/^x{65536,}goodbye\r\n$/);
  await client.end(); // or it would be given two more seconds
  await said;
  await client.end();
  expect(await ended).toEqual({ kind: "interrupted" });
  expect(await step.line(/^stopped /)).toBe("stopped (drained)");
});

test("step 09-stops-politely: who does not read is cut off after two seconds", async () => {
  await using step = await runStep(run, file, { args: ["--port", "0"] });
  await using client = await step.client();
  client.pause();
  const said = client.sendRaw(flood);
  await step.line(/ does not read$/);
  const ended = step.interrupt();
  await step.clock.waitForTimer(2000);
  await step.clock.advance(1999);
  expect(step.lines).not.toContain("stopped (aborted)");
  await step.clock.advance(1);
  expect(await ended).toEqual({ kind: "interrupted" });
  expect(await step.line(/^stopped /)).toBe("stopped (aborted)");
  client.resume();
  await client.expectReset();
  await said;
});
