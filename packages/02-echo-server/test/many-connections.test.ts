import { startProgram } from "test-harness";
import { expect, test } from "vitest";
import { type LeftBehind, program } from "./programs/come-and-go.ts";

test("10,000 connections opened and closed leave nothing behind", async () => {
  const command = { cwd: import.meta.dirname, script: `node --import tsx ${program}` };
  await using visited = await startProgram(command, [], { ready: 0 });
  const left: LeftBehind = JSON.parse(await visited.line(/^\{/));
  expect(left).toMatchObject({ served: 10_000, connections: 0, handles: [1, 1] });
  // The last ones may still be held by the machinery that closed them.
  expect(left.protocols).toBeLessThan(100);
  expect(await visited.exit).toEqual({ code: 0, signal: null });
  expect(visited.stderr).toBe("");
});
