import { expect, test } from "vitest";
import { decodeReply } from "../src/upstream/charset.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const ESC = 0x1b;

test("decodeReply takes bytes that are UTF-8 for UTF-8, whatever the table says", () => {
  expect(decodeReply(Buffer.from("Müller ПРИВЕТ 日本"), "windows-1251")).toBe("Müller ПРИВЕТ 日本");
});

test("decodeReply goes by the table where the bytes are not UTF-8", () => {
  expect(decodeReply(bytes(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2), "windows-1251")).toBe("Привет");
  expect(decodeReply(bytes(0xc5, 0xde, 0x20, 0xfe), "windows-1254")).toBe("ÅŞ ş");
  expect(decodeReply(bytes(0xe4, 0xb7, 0xc2), "iso-8859-11")).toBe("ไทย");
});

test("decodeReply falls back on windows-1252 without a table, or with a label nobody knows", () => {
  const reply = bytes(0x93, 0x4d, 0xfc, 0x94);
  expect(decodeReply(reply)).toBe("“Mü”");
  expect(decodeReply(reply, "klingon")).toBe("“Mü”");
});

test("decodeReply keeps the C1 controls of true Latin-1, where WHATWG puts quotation marks", () => {
  for (const label of ["iso-8859-1", "ISO-8859-1", "latin1"])
    expect(decodeReply(bytes(0x93, 0xe9), label)).toBe("\u0093é");
});

test("decodeReply marks damage in a reply that is UTF-8 by the table, instead of spoiling the rest", () => {
  expect(decodeReply(Buffer.concat([Buffer.from("Müller "), bytes(0xe9)]), "utf-8")).toBe(
    "Müller \uFFFD",
  );
});

test("decodeReply knows ISO-2022-JP by its escapes, whatever the table says", () => {
  const japan = bytes(ESC, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, ESC, 0x28, 0x42, 0x21);
  expect(decodeReply(japan)).toBe("日本!");
  expect(decodeReply(japan, "utf-8")).toBe("日本!");
  expect(decodeReply(bytes(ESC, 0x28, 0x4a, 0x5c))).toBe("¥");
});

test("decodeReply does not take other escapes for ISO-2022-JP, nor UTF-8 with an escape in it", () => {
  expect(decodeReply(Buffer.from("\u001b[31mred"))).toBe("\u001b[31mred");
  expect(decodeReply(Buffer.from("Müller \u001b$B"))).toBe("Müller \u001b$B");
});

test("decodeReply leaves out NUL and byte order marks", () => {
  expect(decodeReply(Buffer.from("\uFEFFa\0b\uFEFF"))).toBe("ab");
  expect(decodeReply(bytes(0x61, 0, 0xe9), "iso-8859-1")).toBe("aé");
  expect(decodeReply(bytes())).toBe("");
});
