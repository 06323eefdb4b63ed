import { chmod } from "node:fs/promises";
import { join } from "node:path";
import type { RunningProgram } from "test-harness";
import { expect, onTestFinished, test } from "vitest";
import { Maildir } from "../src/mod.ts";
import { filesIn, temporaryFolder } from "./mail/folder.ts";
import { startMailUnder } from "./mail/server.ts";
import { messageOf, submit } from "./mail/submit.ts";

const MESSAGE = messageOf(1000);

/** What root may do to any file is taken from a server that root starts; others never could. */
const WITHOUT_PRIVILEGES =
  process.getuid?.() === 0 ? "setpriv --bounding-set -all --inh-caps -all" : "nice";

/** Who may not write, and who may not read, which is what it takes to bring a name to disk. */
const cases = ["tmp", "new"].flatMap((folder) => [
  { folder, what: "written to", mode: 0o500 },
  { folder, what: "read", mode: 0o300 },
]);

/** The same, but in `tmp/` nothing has to be read for a message. */
const whileServing = cases.filter(({ folder, mode }) => folder === "new" || mode === 0o500);

function start(dir: string): Promise<RunningProgram> {
  return startMailUnder(WITHOUT_PRIVILEGES, [], dir);
}

/** Changes the mode of a folder, until the test is over at most. */
async function setMode(path: string, mode: number): Promise<void> {
  await chmod(path, mode);
  onTestFinished(() => chmod(path, 0o700));
}

test.for(cases)("start says that $folder/ cannot be $what, and ends", async (fault) => {
  const dir = await temporaryFolder();
  await Maildir.open(dir);
  const path = join(dir, fault.folder);
  await setMode(path, fault.mode);
  const problem = `Cannot deliver mail into "${path}": permission denied\n`;
  await expect(start(dir)).rejects.toThrow(problem);
});

test.for(whileServing)(
  "the SMTP server answers 451 while $folder/ may not be $what, and lives",
  async ({ folder, mode }) => {
    const dir = await temporaryFolder();
    await using program = await start(dir);
    expect(await submit(program, MESSAGE)).toBe("250");
    await setMode(join(dir, folder), mode);
    expect(await submit(program, MESSAGE)).toBe("451");
    expect(await submit(program, MESSAGE)).toBe("451");
    await chmod(join(dir, folder), 0o700);
    expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
    expect(await submit(program, MESSAGE)).toBe("250");
    expect(await filesIn(dir)).toBe("tmp 0, new 2, cur 0");
  },
);
