/** What somebody types into a terminal, sorted by who runs it here. */
import type { JournalPackage, JournalStep } from "./catalog.ts";
import { readRequest, steppedPackages } from "./request.ts";

/** A command and its words. */
export type Command =
  | { readonly kind: "step"; readonly step: JournalStep; readonly args: readonly string[] }
  | { readonly kind: "exp"; readonly args: readonly string[] }
  | {
      readonly kind: "script";
      readonly of: string;
      readonly script: string;
      readonly args: readonly string[];
    }
  | { readonly kind: "shell"; readonly line: string };

const PNPM =
  /^(?:npx pnpm@12|pnpm) (?:(?<exp>exp\b)|--filter (?<of>\S+) (?<script>\S+))(?<args>.*)$/;

/** pnpm's scripts are run without pnpm, which might ask a registry; other commands by a shell. */
export function parseCommand(line: string, catalog: readonly JournalPackage[]): Command {
  const { exp, of = "", script = "", args = "" } = PNPM.exec(line)?.groups ?? {};
  const words = args.split(" ").filter((word) => word !== "");
  if (exp !== undefined) return expCommand(words, catalog);
  return of === "" ? { kind: "shell", line } : { kind: "script", of, script, args: words };
}

function expCommand(args: readonly string[], catalog: readonly JournalPackage[]): Command {
  const request = readRequest(args, steppedPackages(catalog));
  if (request.kind !== "run" || request.watch) return { kind: "exp", args };
  return { kind: "step", step: request.step, args: request.args };
}
