/** The commands of the README that need no network do what it says. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "test-harness";
import { expect, test } from "vitest";
import { parseNote } from "../src/note.ts";
import { Stage } from "../src/stage.ts";
import { parseConsole } from "../src/transcript.ts";

const readme = await readFile(join(repositoryRoot, "README.md"), "utf8");
const fences = parseNote(readme).parts.flatMap((part) => (part.kind === "fence" ? [part] : []));
const commands = fences
  .filter(({ lines: [first = ""] }) => first.startsWith("$ "))
  .flatMap(({ lines }) => parseConsole(lines));

const FOUND = ["% outcome: found", "..."];

/** What nobody has to be asked for. */
const OFFLINE = /10\.0\.0\.1|AS64500|foo\.test|help|--explain/;

/** The proxy as the README starts it, but that it does not fetch newer tables. */
async function startProxy(stage: Stage): Promise<void> {
  const ready = fences.find(({ lines }) => lines.some((line) => line.includes("whois://")));
  await stage.write("offline.toml", ["[tables]", 'refresh = "0s"']);
  await stage.run({
    command: "pnpm --filter 04-whois-proxy start --config offline.toml",
    output: ready?.lines ?? [],
    interrupted: false,
  });
}

test("README's tour of the proxy gets an answer for every command that needs no network", async () => {
  await using stage = await Stage.open();
  await startProxy(stage);
  const offline = commands.filter(({ command }) => /^(whois|printf|pnpm)/.test(command));
  const asked = offline.filter(({ command }) => OFFLINE.test(command));
  expect(asked.length).toBeGreaterThanOrEqual(3);
  for (const shown of asked) await stage.run({ ...shown, output: FOUND });
  for (const { command, output } of commands) {
    if (!command.startsWith("telnet 127.0.0.1 4343")) continue;
    for (const typed of output) {
      await stage.converse("04-whois-proxy", [`C: ${typed}`, "S: % outcome: found"]);
    }
  }
  await stage.finish();
});

test("README's echo server prints what the README shows", async () => {
  await using stage = await Stage.open();
  const shown = commands.find(({ command }) => command.includes("02-echo-server"));
  const [, typed = ""] = /received \[b'(.*)\\r\\n'\]/.exec(shown?.output.join("\n") ?? "") ?? [];
  expect(typed).not.toBe("");
  if (shown !== undefined) await stage.run(shown);
  await stage.converse("02-echo-server", [`C: ${typed}`, `S: ${typed}`]);
  await stage.finish();
});
