import { expect, test } from "vitest";
import { ConnectionLimits } from "03-chat-protocol";

test("ConnectionLimits counts in all and per client, and forgets who has left", () => {
  const limits = new ConnectionLimits({ maxConnections: 3, maxPerClient: 2 });
  expect([limits.enter("a"), limits.enter("a")]).toEqual([undefined, undefined]);
  expect(limits.enter("a")).toBe("Too many connections from a: at most 2 at a time");
  expect(limits.enter("b")).toBe("Too many connections: at most 3 at a time");
  for (const client of ["a", "a", "a", "b"]) limits.leave(client);
  expect(["a", "a", "b"].map((client) => limits.enter(client))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
