/** The commands of the README that need no network do what it says. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "test-harness";
import { expect, test } from "vitest";
import { readCatalog } from "../src/catalog.ts";
import { type Fence, parseNote } from "../src/note.ts";
import { checkSection } from "../src/section.ts";
import { parseConsole, type ShownCommand } from "../src/transcript.ts";

const sources = { root: repositoryRoot, catalog: await readCatalog(repositoryRoot) };
const readme = await readFile(join(repositoryRoot, "README.md"), "utf8");
const fences = parseNote(readme).parts.filter((part) => part.kind === "fence");
const consoles = fences.filter(({ lines: [first = ""] }) => first.startsWith("$ "));
const commands = consoles.flatMap(({ lines }) => parseConsole(lines));

/** What nobody has to be asked for. */
const OFFLINE = /10\.0\.0\.1|AS64500|foo\.test|help|--explain|tables show/;

/** How an answer begins. */
const beginningOf = (command: string): string => {
  if (command.includes("tables show")) return "table [..]";
  return /--json|^curl/.test(command) ? "{" : "% outcome: found";
};

const fence = (info: string, ...lines: readonly string[]): Fence => ({
  kind: "fence",
  line: 1,
  info: info.split(" "),
  lines,
});

const withOutput = ({ command, below }: ShownCommand): Fence =>
  fence("console", `$ ${command}`, ...below);

/** The proxy as the README starts it, but that it does not fetch newer tables. */
function startProxy(): readonly Fence[] {
  const ready = fences.find(({ lines }) => lines.some((line) => line.includes("whois://")));
  return [
    fence("toml offline.toml", "[tables]", 'refresh = "0s"'),
    fence(
      "console",
      "$ pnpm --filter 04-whois-proxy start --config offline.toml",
      ...(ready?.lines ?? []),
    ),
  ];
}

test("README's tour of the proxy gets an answer for every command that needs no network", async () => {
  const offline = commands.filter(({ command }) =>
    /^(whois|printf|curl|pnpm --filter)/.test(command),
  );
  const asked = offline.filter(({ command }) => OFFLINE.test(command));
  expect(asked.length).toBeGreaterThanOrEqual(3);
  const telnet = commands.filter(({ command }) => command.startsWith("telnet 127.0.0.1 4343"));
  const typed = telnet.flatMap(({ output }) => output);
  expect(typed).not.toEqual([]);
  const section = {
    title: "",
    fences: [
      ...startProxy(),
      ...asked.map(({ command }) => fence("console", `$ ${command}`, beginningOf(command), "...")),
      ...typed.map((line) =>
        fence("tcp 04-whois-proxy whois", `C: ${line}`, "S: % outcome: found"),
      ),
    ],
  };
  expect(await checkSection(section, sources)).toEqual([]);
});

test("README's echo server prints what the README shows", async () => {
  const shown = commands.filter(({ command }) => command.includes("02-echo-server"));
  const printed = shown.flatMap(({ output }) => output).join("\n");
  const [, typed = ""] = /received \[b'(.*)\\r\\n'\]/.exec(printed) ?? [];
  expect(typed).not.toBe("");
  const conversation = fence("tcp 02-echo-server", `C: ${typed}`, `S: ${typed}`);
  const section = { title: "", fences: [...shown.map(withOutput), conversation] };
  expect(await checkSection(section, sources)).toEqual([]);
});

test("README's commands of pnpm exp do what they say", async () => {
  const shown = commands.filter(({ command }) => command.startsWith("pnpm exp"));
  const section = { title: "", fences: shown.map(withOutput) };
  expect(await checkSection(section, sources)).toEqual([]);
});
