import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./mail/folder.ts";
import { Loader } from "./mail/loader.ts";
import { numberedMessage, numberOf, random } from "./mail/numbered-message.ts";
import { startMail } from "./mail/server.ts";
import { tracedMessages } from "./mail/trace.ts";

const ROUNDS = 15;
const CONNECTIONS = 20;
const MOST_STEPS = 1000;

/** Takes the mail out of `new/` as a mail reader does, and returns what there was. */
async function readMail(dir: string): Promise<string[]> {
  const messages = await tracedMessages(dir);
  for (const name of await readdir(join(dir, "new"))) {
    await rename(join(dir, "new", name), join(dir, "cur", `${name}:2,S`));
  }
  return messages.map(({ content }) => content);
}

test("the SMTP server killed again and again loses no message that got its 250, and keeps no part of one", async () => {
  const dir = await temporaryFolder();
  const loader = new Loader();
  const chance = random(3);
  const stored = new Map<number, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    await using program = await startMail(dir);
    await loader.loadAndKill(program, CONNECTIONS, 1 + chance(MOST_STEPS));
    expect(await program.exit).toEqual({ code: null, signal: "SIGKILL" });
    for (const message of await readMail(dir)) {
      const number = numberOf(message) ?? 0;
      expect(message === numberedMessage(number), `message ${number} is whole`).toBe(true);
      stored.set(number, (stored.get(number) ?? 0) + 1);
    }
  }
  expect([...loader.acknowledged].filter((number) => !stored.has(number))).toEqual([]);
  expect([...stored].filter(([, times]) => times > 1)).toEqual([]);
  // This means something only if the server was busy each time it died.
  const leftovers = await readdir(join(dir, "tmp"));
  expect(leftovers.length).toBeGreaterThan(0);
  expect(loader.acknowledged.size).toBeGreaterThan(ROUNDS * CONNECTIONS);
});
