/**
 * `pnpm exp`: the steps of the journal from the command line. It lists the packages, `pnpm exp 02`
 * the steps of one, and `pnpm exp 02 3` runs one. Started in the root of the repository.
 */
import process from "node:process";
import { runMain, UsageError } from "01-background-tasks";
import { readCatalog } from "./catalog.ts";
import { runChild } from "./child.ts";
import { listPackages, listSteps } from "./listing.ts";
import { page } from "./pager.ts";
import { readRequest, type Request, steppedPackages } from "./request.ts";
import { coloured, diffLines, sectionLines } from "./show.ts";
import { stepCommand } from "./step-command.ts";

const root = process.cwd();
const catalog = steppedPackages(await readCatalog(root));
const isTerminal = process.stdout.isTTY;

/** What is printed for a request. Rejects with a UsageError for one of the kind `wrong`. */
async function textOf(request: Exclude<Request, { readonly kind: "run" }>): Promise<string[]> {
  switch (request.kind) {
    case "packages":
      return listPackages(catalog);
    case "steps":
      return listSteps(request.of);
    case "diff": {
      const diff = await diffLines(request.of, request.step, root);
      return isTerminal && !process.env["NO_COLOR"] ? coloured(diff) : diff;
    }
    case "read":
      return await sectionLines(request.of, request.step, root);
    case "wrong": {
      const list = request.of === undefined ? listPackages(catalog) : listSteps(request.of);
      throw new UsageError([request.problem, "", ...list].join("\n"));
    }
  }
}

/** Whether the text went through a pager. What cannot be read is for the other way to say. */
async function paged(request: Request): Promise<boolean> {
  if (request.kind !== "read" || !isTerminal) return false;
  const lines = await sectionLines(request.of, request.step, root).catch(() => []);
  return lines.length > 0 && (await page(`${lines.join("\n")}\n`));
}

const request = readRequest(process.argv.slice(2), catalog);
if (request.kind === "run") {
  // Not in runMain, which would end for a signal; this program ends when the step does.
  const { step, args, watch } = request;
  process.exitCode = await runChild(stepCommand(step, args, { watch }));
} else if (!(await paged(request))) {
  await runMain(import.meta, async ({ print }) => {
    for (const line of await textOf(request)) print(line);
  });
}
