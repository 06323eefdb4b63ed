/** What the lines of a conversation mean. */
import { bytesRepr } from "02-echo-server";
import { expect, test } from "vitest";
import { bytesLiteral } from "../src/bytes-literal.ts";
import { parseTurn, takesTime } from "../src/conversation.ts";

test.for([
  ["C: a b", { kind: "client", client: "", words: { kind: "line", text: "a b" } }],
  ["S:", { kind: "server", client: "", words: { kind: "line", text: "" } }],
  ["C2: <EOF>", { kind: "client", client: "2", words: { kind: "end" } }],
  ["S1: <RST>", { kind: "server", client: "1", words: { kind: "reset" } }],
  ["S: <a@b>", { kind: "server", client: "", words: { kind: "line", text: "<a@b>" } }],
  [
    String.raw`C: b'a\n'`,
    { kind: "client", client: "", words: { kind: "bytes", bytes: Uint8Array.of(97, 10) } },
  ],
  ["^C", { kind: "interrupt" }],
  ["... 250 ms pass", { kind: "pass", ms: 250 }],
  ["... 30 s pass", { kind: "pass", ms: 30_000 }],
  ["... 5 min pass", { kind: "pass", ms: 300_000 }],
] as const)("parseTurn reads %j", ([line, turn]) => {
  expect(parseTurn(line)).toEqual(turn);
});

test.for(["a", "C:a", "C12: a", "D: a", "... 30 s", "... pass", "S: <EOG>", "..."])(
  "parseTurn cannot read %j",
  (line) => {
    expect(() => parseTurn(line)).toThrow("Cannot read");
  },
);

test("parseTurn takes half a literal for a line", () => {
  expect(parseTurn("C: b'a")).toMatchObject({ words: { kind: "line", text: "b'a" } });
});

test("takesTime knows the conversations in which time passes", () => {
  expect(takesTime(["C: a", "... 1 s pass"])).toBe(true);
  expect(takesTime(["C: a", "S: ... 1 s pass"])).toBe(false);
});

test("bytesLiteral reads what bytesRepr writes of any bytes", () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (const bytes of [all, Buffer.from("it's"), Buffer.from('say "hi"'), Buffer.from("")]) {
    expect(bytesLiteral(bytesRepr(bytes))).toEqual(Uint8Array.from(bytes));
  }
});

test.for([String.raw`b'\q'`, String.raw`b'\x4'`, String.raw`b'\x4G'`, "b'é'"])(
  "bytesLiteral throws for %s",
  (text) => {
    expect(() => bytesLiteral(text)).toThrow("not bytes as Python prints them");
  },
);

test("bytesLiteral takes other text for no literal", () => {
  expect(["text", "b'", "b\"'", "B''"].map(bytesLiteral)).toEqual(Array(4).fill(undefined));
});
