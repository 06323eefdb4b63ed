import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { start } from "./start.ts";

/** The program with room for 64 descriptors, of which Node itself needs about 25. */
const program = {
  cwd: join(import.meta.dirname, ".."),
  script: "prlimit --nofile=64 node --import tsx src/main.ts",
};

const ANSWER =
  /^% This record is invented: [^]*\r\nDomain Name: EXAMPLE\.COM\r\n[^]*\r\nDNSSEC: unsigned\r\n$/;

/** Asks, and says what came of it: "answered", "reset", or all that was said instead. */
async function ask(port: number): Promise<string> {
  const client = connect(port, "127.0.0.1");
  let answer = "";
  client.on("data", (data) => (answer += String(data)));
  client.write("example.com\r\n");
  try {
    await once(client, "end");
    return ANSWER.test(answer) ? "answered" : `ended: ${answer}`;
  } catch {
    return answer === "" ? "reset" : `cut off: ${answer}`;
  } finally {
    client.destroy();
  }
}

test("start answers or turns away: never is an answer empty, in part, or about descriptors", async () => {
  await using running = await start({ program });
  const port = running.port("whois");
  const outcomes = new Map<string, number>();
  const askAgainAndAgain = async (): Promise<void> => {
    for (let count = 0; count < 20; count += 1) {
      const outcome = await ask(port);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 100 }, askAgainAndAgain));
  expect([...outcomes.keys()].toSorted()).toEqual(["answered", "reset"]);
  expect(running.stderr).toMatch(/^accept failed: Cannot accept more connections: .*\n$/);
  expect(await ask(port)).toBe("answered");
});
