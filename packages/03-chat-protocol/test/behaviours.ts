/**
 * What can be seen of the steps. The servers speak three languages (numbered lines, WHOIS, SMTP),
 * so where it can a check compares what a server says with what the same server says to the same
 * bytes cut otherwise. A conversation ends with the client's half-close, and its text is read to
 * the end: nothing here is decided by silence.
 */
import { type RunningStep, type TcpClient, turn } from "test-harness";

/** Runs the step anew. */
type Start = () => Promise<RunningStep>;

/** More than any of the servers takes for one line. */
const TOO_LONG = 100_000;
/** Longer than any of the servers waits for a line. */
const VERY_LONG_MS = 3_600_000;

/** A message, up to its last word. */
const letter = [
  "EHLO client.example",
  "MAIL FROM:<ann@client.example>",
  "RCPT TO:<bob@server.example>",
  "DATA",
  "Hello.",
].join("\r\n");

/** What is not the end of a message, and what some server somewhere has taken for it. */
const SMUGGLED_ENDS = ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r", "\r.\r\n", "\r\n\0.\r\n"];

/** What a server that counts quotes one by one. */
const TAKEN = String.raw`take 6,take 5,take 5,one\r\n,NOOP`;

/** The columns of the table; each check starts the step anew. */
export const behaviours = {
  "joins a line that came in halves": (start: Start) =>
    answersAlike(start, ["NO", "OP\r\n"], ["NOOP\r\n"]),

  "keeps two lines apart": (start: Start) =>
    answersAlike(start, ["NOOP\r\nNOOP\r\n"], ["NOOP\r\n", "NOOP\r\n"]),

  "survives CR and LF in different chunks": (start: Start) =>
    answersAlike(start, ["NOOP\r", "\n"], ["NOOP\r\n"]),

  "takes exactly N bytes": async (start: Start) => {
    // The first six bytes look like a command and are none; the next five have a line end in them.
    const text = await heard(start, "take 6\r\ntake 5take 5\r\none\r\nNOOP\r\n");
    return [...text.matchAll(/"(.*)"/g)].map(([, quoted]) => quoted).join() === TAKEN;
  },

  "refuses a line without end": async (start: Start) => {
    // A server that takes the line quotes it.
    const text = await heard(start, "x".repeat(TOO_LONG), "\r\n");
    return text.length < TOO_LONG;
  },

  "says that a line was too long": async (start: Start) => {
    const text = await heard(start, "x".repeat(TOO_LONG), "\r\n");
    return text.length < TOO_LONG && text !== (await heard(start));
  },

  "lets silent clients go": async (start: Start) =>
    (await heardAfterSilence(start)) !== (await heard(start, "NOOP\r\n")),

  "says why it hangs up": async (start: Start) => {
    const text = await heardAfterSilence(start);
    return text !== (await heard(start)) && text !== (await heard(start, "NOOP\r\n"));
  },

  "answers in order although handlers are slow": async (start: Start) => {
    await using step = await start();
    await using client = await step.client();
    await using later = await step.client();
    const lastWords = say(client, "wait 3\r\nNOOP\r\n");
    // Who comes later is answered first, unless nobody was kept waiting.
    const isSlow = await Promise.race([
      lastWords.then(() => false),
      turn()
        .then(() => say(later, "NOOP\r\n"))
        .then(() => true),
    ]);
    await step.clock.advance(3000);
    return isSlow && /"wait 3".*"NOOP"/s.test(await lastWords);
  },

  "answers a WHOIS query": async (start: Start) =>
    (await heard(start, "AS64496\r\n")).startsWith("aut-num:"),

  "takes mail": async (start: Start) =>
    messagesTaken(await heard(start, `${letter}\r\n.\r\n`)) === 1,

  "does not take two messages out of one": async (start: Start) => {
    const whole = messagesTaken(await heard(start, `${letter}\r\n.\r\n`));
    const smuggled = await Promise.all(
      SMUGGLED_ENDS.map((end) => heard(start, `${letter}${end}${letter}\r\n.\r\n`)),
    );
    return whole === 1 && smuggled.every((text) => messagesTaken(text) < 2);
  },
} satisfies Record<string, (start: Start) => Promise<boolean>>;

/** A column of the table. */
export type Behaviour = keyof typeof behaviours;

/** Whether the step says the same to the same bytes in other chunks. */
async function answersAlike(
  start: Start,
  cut: readonly string[],
  whole: readonly string[],
): Promise<boolean> {
  const expected = await heard(start, ...whole);
  if (expected === "") throw new Error("Cannot compare answers: the step gives none");
  return (await heard(start, ...cut)) === expected;
}

/** All that the step says to a client that sends these chunks, one by one, and its end. */
async function heard(start: Start, ...chunks: readonly string[]): Promise<string> {
  await using step = await start();
  await using client = await step.client();
  return await say(client, ...chunks);
}

/** All that the step says to a client that lets a very long time pass before its first line. */
async function heardAfterSilence(start: Start): Promise<string> {
  await using step = await start();
  await using client = await step.client();
  await turn(); // the server has accepted, and time begins to count
  await step.clock.advance(VERY_LONG_MS);
  return await say(client, "NOOP\r\n");
}

/** How often a server asked for a text, and said afterwards that it has it. */
function messagesTaken(replies: string): number {
  return replies.match(/^354 .*\r\n250 /gm)?.length ?? 0;
}

async function say(client: TcpClient, ...chunks: readonly string[]): Promise<string> {
  for (const chunk of chunks) {
    await client.sendRaw(chunk);
    await turn(); // the server reads the chunk by itself
  }
  await client.end();
  return client.readToEnd();
}
