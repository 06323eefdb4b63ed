/**
 * What can be seen of the steps: what they answer about a few names of an invented world. A WHOIS
 * answer ends when the server closes, so nothing here is decided by silence.
 */
import type { RunningStep } from "test-harness";

/** Runs the step anew. */
type Start = () => Promise<RunningStep>;

/** What only the registry of `com` says of a name, and what only the registrar does. */
const ofRegistry = (name: string): string => `Domain Name: ${name}`;
const OF_REGISTRAR = "Tech Email: it@names.example";

/** The columns of the table; each check starts the step anew. */
export const behaviours = {
  "answers for one registry": async (start: Start) =>
    isAboutCom(await linesOf(start, "example.com")),

  "answers for two zones": async (start: Start) =>
    isAboutCom(await linesOf(start, "example.com")) &&
    (await linesOf(start, "example.kino")).includes("domain: example.kino"),

  "answers for a zone that no table has": async (start: Start) =>
    (await linesOf(start, "example.teatr")).includes("domain: example.teatr"),

  "names the registrar's contact": async (start: Start) =>
    (await linesOf(start, "example.com")).includes(OF_REGISTRAR),

  "keeps what the registry said": async (start: Start) =>
    (await linesOf(start, "example.com")).includes(ofRegistry("example.com")),

  "keeps the registry's answer when the registrar has none": async (start: Start) =>
    (await linesOf(start, "lost.com")).includes(ofRegistry("lost.com")),

  "says who was asked": async (start: Start) =>
    (await linesOf(start, "example.com")).some((line) =>
      line.startsWith("% source: whois whois.verisign-grs.com"),
    ),

  "answers for a registry that has left WHOIS": async (start: Start) =>
    // The handle is in no other registry's data.
    (await linesOf(start, "example.dev")).some((line) => line.includes("3-DEV")),

  "answers in lines that a WHOIS parser reads": async (start: Start) =>
    (await linesOf(start, "example.dev")).includes("Domain Name: example.dev"),

  "answers in UTF-8 whatever the registry sends": async (start: Start) =>
    (await linesOf(start, "example.kino")).includes("city: Москва"),
} satisfies Record<string, (start: Start) => Promise<boolean>>;

/** A column of the table. */
export type Behaviour = keyof typeof behaviours;

/** Whether somebody knows `example.com`: the registry, or the registrar in its place. */
const isAboutCom = (lines: readonly string[]): boolean =>
  lines.includes(ofRegistry("example.com")) || lines.includes(OF_REGISTRAR);

/** The lines of the step's answer. Throws where that is a failure of the step itself. */
async function linesOf(start: Start, name: string): Promise<readonly string[]> {
  await using step = await start();
  await using client = await step.client();
  await client.send(name);
  const answer = await client.readToEnd();
  if (answer === "" || /internal error/.test(answer) || step.reports.length > 0)
    throw new Error(`Cannot look at the answer: the step failed: ${answer}${step.reports.join()}`);
  return answer.split("\r\n");
}
