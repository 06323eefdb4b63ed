import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Dialogue } from "../src/smtp/dialogue.ts";
import { traceHeaders } from "../src/smtp/trace.ts";
import { codesIn, ENVELOPE, startMail, withoutTrace } from "./smtp/mail-server.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

const settings = { hostname: "mx.example", maxMessageBytes: 1, maxRecipients: 9, maxErrors: 9 };

/** Bytes that mean something to a parser or to a header, and some that mean nothing. */
const text = fc.string({
  unit: fc.constantFrom(...Array.from('ab1.-_@<>()[]:;,"\\ \t\r\n\0\x7fé\u0085\u2028')),
  maxLength: 40,
});

/** The header fields of what a client announces with these words; undefined when one is refused. */
function headersFor(name: string, from: string, to: string): string | undefined {
  const dialogue = new Dialogue(settings);
  const lines = [`EHLO ${name}`, `MAIL FROM:<${from}> SMTPUTF8`, `RCPT TO:<${to}>`, "DATA"];
  const answers = lines.map((line) => dialogue.answer(Buffer.from(`${line}\r`)));
  const last = answers.at(-1);
  if (last?.kind !== "receive") return undefined;
  const { hello, transaction } = last.announced;
  const peer = "2001:db8:1111:2222:3333:4444:5555:6666";
  const trace = { hello, utf8: true, peer, hostname: "mx.example", id: "1", date: new Date(0) };
  return traceHeaders({ ...trace, envelope: transaction });
}

/** Whether it is two header fields, each folded as it should be, and nothing else. */
function isTwoFields(headers: string): boolean {
  const [returnPath, ...received] = headers.split("\r\n");
  return (
    /^Return-Path: <\P{Cc}*>$/u.test(returnPath ?? "") &&
    received.pop() === "" &&
    received.every((line, index) =>
      (index === 0 ? /^Received: \P{Cc}+$/u : /^ [^\s\p{Cc}]\P{Cc}*$/u).test(line),
    )
  );
}

test("traceHeaders are two fields, whatever the client calls itself and its mail", () => {
  let accepted = 0;
  const word = fc.oneof({ weight: 3, arbitrary: fc.constantFrom("a", "a.b", '"a@ >;"') }, text);
  const property = fc.property(word, word, word, (name, from, to) => {
    const headers = headersFor(name, `${from}@example.com`, `${to}@example.com`);
    if (headers === undefined) return true;
    accepted += 1;
    return isTwoFields(headers);
  });
  fc.assert(property, { numRuns: 20_000 });
  expect(accepted).toBeGreaterThan(1000);
});

test("Dialogue takes from EHLO and HELO nothing but a host name or an address in brackets", () => {
  const property = fc.property(text, fc.constantFrom("EHLO", "HELO"), (name, verb) => {
    const answer = new Dialogue(settings).answer(Buffer.from(`${verb} ${name}\r`));
    if (answer.kind !== "say") return false;
    const { code, lines } = answer.reply;
    return code !== 250 || /^mx\.example greets [\w.:[\]-]+$/.test(lines[0] ?? "");
  });
  fc.assert(property, { numRuns: 20_000 });
  const refused = ["", "a b", "a(b)", "<a>", "a;b", "münchen.example", "a..b", "[1.2.3]", "[a]"];
  for (const name of refused) expect(headersFor(name, "a@x", "b@x")).toBeUndefined();
  for (const name of ["a", "a.b", "A_b-1", "[192.0.2.1]", "[IPv6:::1]"]) {
    expect(headersFor(name, "a@x", "b@x")).toContain(`\r\nReceived: from ${name} (`);
  }
});

test("traceHeaders keep their lines under 79 characters where their words allow it", () => {
  const label = "l".repeat(60);
  const headers = headersFor(`${label}.${label}`, "a@x", `b@${label}.${label}`) ?? "";
  expect(headers.split("\r\n").map((line) => line.length)).toEqual([18, 136, 76, 5, 131, 32, 0]);
  const short = headersFor("host.example", "a@x", "b@x") ?? "";
  for (const line of short.split("\r\n")) expect(line.length).toBeLessThan(79);
});

test.for([
  { what: "a blank", first: " with a tail" },
  { what: "a tab", first: "\twith a tail" },
  { what: "a dot for the transport and a blank", first: ". with a tail" },
  { what: "a blank and has nothing else", first: " " },
])(
  "SmtpSession lets no first line that begins with $what go on with its Received",
  async (line) => {
    const store = new MemoryStore();
    await using mail = await startMail(store);
    await using client = await mail.client();
    await client.send(...ENVELOPE, "DATA", line.first, " second", ".", "QUIT");
    expect(codesIn(await client.readToEnd()).slice(-2)).toEqual([250, 221]);
    // An empty line ends our header; behind it stands what came, every byte of it.
    const sent = `${line.first.replace(/^\./, "")}\r\n second\r\n`;
    expect(store.messages.map((message) => withoutTrace(message.text))).toEqual([`\r\n${sent}`]);
  },
);
