import { expect, test } from "vitest";
import { ENVELOPE, nextReply, startMail } from "./smtp/mail-server.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

const [EHLO, MAIL] = ENVELOPE;

/** What the server says to the last of the lines. */
async function answerTo(...lines: readonly string[]): Promise<string> {
  await using mail = await startMail(undefined, { maxMessageBytes: 1000 });
  await using client = await mail.client();
  let answer = await nextReply(client);
  for (const line of lines) {
    await client.send(line);
    answer = await nextReply(client);
  }
  return answer;
}

test.for([
  ["FROM:<> SIZE=1000", "250 2.1.0"],
  ["FROM:<> size=0", "250 2.1.0"],
  ["FROM:<> SIZE=1001", "552 5.3.4"],
  ["FROM:<> SIZE=99999999999999999999", "552 5.3.4"],
  ["FROM:<> SIZE=100000000000000000000", "501 5.5.4"],
  ["FROM:<> SIZE", "501 5.5.4"],
  ["FROM:<> SIZE=", "501 5.5.4"],
  ["FROM:<> SIZE=-1", "501 5.5.4"],
  ["FROM:<> SIZE=1e2", "501 5.5.4"],
  ["FROM:<> SIZE=1 SIZE=1", "501 5.5.4"],
  ["FROM:<> BODY=7BIT", "250 2.1.0"],
  ["FROM:<> body=8bitmime  SIZE=10  ", "250 2.1.0"],
  ["FROM:<> BODY", "501 5.5.4"],
  ["FROM:<> BODY=BINARYMIME", "501 5.5.4"],
  ["FROM:<> SMTPUTF8", "250 2.1.0"],
  ["FROM:<> SMTPUTF8=yes", "501 5.5.4"],
  ["FROM:<>SIZE=1", "501 5.5.4"],
  ["FROM:<> =1", "501 5.5.4"],
  ["FROM:<> -X=1", "501 5.5.4"],
  ["FROM:<> X=a=b", "501 5.5.4"],
  ["FROM:<> RET=HDRS", "555 5.5.4"],
  ["FROM:<> AUTH=<>", "555 5.5.4"],
  ["from:<>", "250 2.1.0"],
  ["From: <a@example.com>", "250 2.1.0"],
  ["FROM :<>", "501 5.5.4"],
  ["TO:<>", "501 5.5.4"],
  ["FROM:a@example.com", "501 5.1.7"],
  ["FROM:<a>", "501 5.1.7"],
  [`FROM:<${"a".repeat(250)}@example.com>`, "501 5.1.7"],
  ["FROM:<Zoë@example.com>", "553 5.6.7"],
  ["FROM:<a@münchen.example>", "553 5.6.7"],
  ["FROM:<Zoë@example.com> SMTPUTF8", "250 2.1.0"],
] as const)("MAIL %s is answered %s", async ([argument, answer]) => {
  expect(await answerTo(EHLO, `MAIL ${argument}`)).toMatch(`${answer} `);
});

test.for([
  ["TO:<b@example.net>", "250 2.1.5"],
  ["to: <Postmaster>", "250 2.1.5"],
  ["TO:<@relay.example:b@example.net>", "250 2.1.5"],
  ["TO:<>", "501 5.1.3"],
  ["TO:<b>", "501 5.1.3"],
  [`TO:<${"b".repeat(250)}@example.com>`, "501 5.1.3"],
  ["FROM:<b@example.net>", "501 5.5.4"],
  ["TO:<b@example.net> NOTIFY=NEVER", "555 5.5.4"],
  ["TO:<b@example.net>x", "501 5.5.4"],
  ["TO:<Zoë@example.com>", "553 5.6.7"],
] as const)("RCPT %s is answered %s", async ([argument, answer]) => {
  expect(await answerTo(EHLO, MAIL, `RCPT ${argument}`)).toMatch(`${answer} `);
});

test("RCPT takes letters beyond ASCII once MAIL has said SMTPUTF8, and only for that message", async () => {
  const utf8 = [EHLO, "MAIL FROM:<a@example.com> SMTPUTF8"];
  const rcpt = "RCPT TO:<Zoë@münchen.example>";
  expect(await answerTo(...utf8, rcpt)).toMatch("250 2.1.5 ");
  expect(await answerTo(...utf8, "RSET", MAIL, rcpt)).toMatch("553 5.6.7 ");
});

test.for(["SIZE=1", "BODY=7BIT", "SMTPUTF8"])(
  "MAIL with %s needs EHLO: HELO has offered nothing",
  async (parameter) => {
    const mail = `MAIL FROM:<> ${parameter}`;
    expect(await answerTo("HELO client.example", mail)).toMatch("555 5.5.4 ");
    expect(await answerTo(EHLO, mail)).toMatch("250 2.1.0 ");
    expect(await answerTo("HELO client.example", "MAIL FROM:<>")).toMatch("250 2.1.0 ");
  },
);

test("SmtpSession gives the store addresses without brackets, routes and parameters", async () => {
  const store = new MemoryStore();
  await using mail = await startMail(store);
  await using client = await mail.client();
  await client.send(EHLO, 'MAIL FROM:<"a > b"@example.com> SIZE=10 SMTPUTF8');
  await client.send("RCPT TO:<@relay.example:Zoë@münchen.example>", "RCPT TO:<POSTMASTER>");
  await client.send("DATA", ".", "MAIL FROM:<>", "RCPT TO:<b@[192.0.2.1]>", "DATA", ".", "QUIT");
  await client.readToEnd();
  expect(store.messages).toMatchObject([
    { from: '"a > b"@example.com', to: ["Zoë@münchen.example", "POSTMASTER"] },
    { from: "", to: ["b@[192.0.2.1]"] },
  ]);
});
