/** What became of what a note shows, and whether it is what is shown. */
import { difference } from "./difference.ts";
import type { Finding } from "./finding.ts";
import {
  isElided,
  isShown,
  linesFit,
  type Outcome,
  renderOutcome,
  type ShownCommand,
} from "./transcript.ts";

/** Something that was done as the note shows it; `line` is where it stands in the note. */
export type Happening =
  | {
      readonly kind: "command";
      readonly line: number;
      readonly shown: ShownCommand;
      readonly outcome: Outcome;
    }
  | {
      /** What a server said, in a conversation. */
      readonly kind: "answer";
      readonly line: number;
      readonly shown: string;
      readonly heard: string;
    }
  | {
      /** It could not be done. */
      readonly kind: "problem";
      readonly line: number;
      readonly problem: string;
    };

/** What is false of it, and the lines that would be true, unless some are left out. */
export function judge(happening: Happening): Finding[] {
  const { line } = happening;
  switch (happening.kind) {
    case "problem":
      return [{ line, problem: happening.problem }];
    case "answer": {
      const { shown, heard } = happening;
      if (linesFit([shown], [heard])) return [];
      const problem = `the server says something else:\n${difference([shown], [heard])}`;
      return [{ line, problem, repair: isElided(shown) ? undefined : repair(line, 1, [heard]) }];
    }
    case "command": {
      const { shown, outcome } = happening;
      if (isShown(shown, outcome)) return [];
      const { below, command } = shown;
      const actual = renderOutcome(outcome, shown);
      const problem = `"${command}" does something else:\n${difference(below, actual)}`;
      const right = isElided(...below) ? undefined : repair(line + 1, below.length, actual);
      return [{ line, problem, repair: right }];
    }
  }
}

function repair(from: number, count: number, lines: readonly string[]): Finding["repair"] {
  return { from, count, lines };
}
