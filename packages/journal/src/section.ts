/** The sections of a note, and what happens when one is done as it is shown. */
import { serverName } from "./catalog.ts";
import { takesTime } from "./conversation.ts";
import type { Sources } from "./derived.ts";
import type { Finding } from "./finding.ts";
import { type Happening, judge } from "./happening.ts";
import type { Fence, Note } from "./note.ts";
import { replay } from "./replay.ts";
import type { Run } from "./run.ts";
import { Stage } from "./stage.ts";
import { parseConsole, type ShownCommand } from "./transcript.ts";

/** What stands below one heading of the second level, or above the first. */
export interface Section {
  /** The heading's text; the empty string for what stands above the first. */
  readonly title: string;
  readonly fences: readonly Fence[];
}

/** The sections in which something can be done. */
export function sectionsOf({ parts }: Note): readonly Section[] {
  const sections: { title: string; fences: Fence[] }[] = [{ title: "", fences: [] }];
  for (const part of parts) {
    if (part.kind === "heading" && part.level === 2) {
      sections.push({ title: part.text, fences: [] });
    } else if (part.kind === "fence") sections.at(-1)?.fences.push(part);
  }
  return sections.filter(({ fences }) => fences.length > 0);
}

/** What goes otherwise than the section shows. */
export async function checkSection(section: Section, sources: Sources): Promise<Finding[]> {
  return (await perform(section, sources)).flatMap(judge);
}

/**
 * Does what the fences of a section show, in their order. Servers stay up until the end of the
 * section. Never rejects: what cannot be done is a problem.
 */
export async function perform({ fences }: Section, sources: Sources): Promise<Happening[]> {
  await using stage = await Stage.open(sources);
  const performance = new Performance(stage, stepsOnClock(fences, sources));
  for (const fence of fences) await performance.play(fence);
  return await performance.end();
}

/** The steps in whose conversation time passes. */
function stepsOnClock(fences: readonly Fence[], { catalog }: Sources): ReadonlySet<string> {
  const names = fences.flatMap(({ info: [kind, name = ""], lines }) =>
    kind === "tcp" && takesTime(lines) ? [name] : [],
  );
  return new Set(names.map((name) => serverName(name, catalog)));
}

class Performance {
  readonly #stage: Stage;
  readonly #onClock: ReadonlySet<string>;
  readonly #happenings: Happening[] = [];
  /** Those that stay up, and the lines at which they were started. */
  readonly #servers = new Map<Run, number>();

  constructor(stage: Stage, onClock: ReadonlySet<string>) {
    this.#stage = stage;
    this.#onClock = onClock;
  }

  async play({ line, info, lines }: Fence): Promise<void> {
    const [kind = "", argument, scheme, ...more] = info;
    await this.#attempt(line, async () => {
      if (kind === "console" && argument === undefined) {
        await this.#type(parseConsole(lines), line + 1);
      } else if (kind === "tcp" && argument !== undefined && more.length === 0) {
        await this.#converse(argument, scheme, lines, line + 1);
      } else if (kind === "toml" && argument !== undefined && scheme === undefined) {
        await this.#stage.write(argument, lines);
      } else throw new Error(`nobody checks a fence of the kind "${info.join(" ")}"`);
    });
  }

  /** Stops the servers. Returns all that has happened, in the order of the note. */
  async end(): Promise<Happening[]> {
    for (const [run, line] of this.#servers) await this.#settle(run, line);
    return this.#happenings.toSorted((one, other) => one.line - other.line);
  }

  /** `first` is the line of the note at which the first command stands. */
  async #type(commands: readonly ShownCommand[], first: number): Promise<void> {
    for (const shown of commands) {
      const line = first + shown.at;
      await this.#attempt(line, async () => {
        const run = await this.#stage.start(shown, this.#onClock);
        // A fence is one terminal: before something else is typed, Ctrl-C has its effect.
        const leaves = shown.afterInterrupt !== undefined && shown !== commands.at(-1);
        if (run.serves && !leaves) this.#servers.set(run, line);
        else await this.#settle(run, line);
      });
    }
  }

  /** Waits for the end of a command, or brings it about. */
  async #settle(run: Run, line: number): Promise<void> {
    const { shown } = run;
    await this.#attempt(line, async () => {
      const outcome = await run.outcome();
      this.#happenings.push({ kind: "command", line, shown, outcome });
    });
  }

  /** `first` is the line of the note at which the conversation begins. */
  async #converse(
    name: string,
    scheme: string | undefined,
    lines: readonly string[],
    first: number,
  ): Promise<void> {
    const run = await this.#stage.server(name, this.#onClock);
    if (!this.#servers.has(run)) this.#servers.set(run, first - 1);
    for (const said of await replay(lines, run.partner(scheme))) {
      const line = first + said.at;
      const shown = lines[said.at] ?? "";
      if ("problem" in said)
        this.#happenings.push({ kind: "problem", line, problem: said.problem });
      else this.#happenings.push({ kind: "answer", line, shown, heard: said.line });
    }
  }

  async #attempt(line: number, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.#happenings.push({ kind: "problem", line, problem });
    }
  }
}
