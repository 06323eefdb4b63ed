import { spawnSync } from "node:child_process";
import { bytesRepr } from "02-echo-server";
import { expect, test } from "vitest";

/** Recorded from Python 3.11, for machines without one: `print(repr(bytes(range(256))))`. */
const ALL_BYTES = String.raw`b'\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_${"`"}abcdefghijklmnopqrstuvwxyz{|}~\x7f\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff'`;

const recorded: readonly (readonly [bytes: Uint8Array, python: string])[] = [
  [Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), ALL_BYTES],
  [Buffer.from(""), "b''"],
  [Buffer.from("fdasfdskl\r\n"), String.raw`b'fdasfdskl\r\n'`],
  [Buffer.from("it's"), `b"it's"`],
  [Buffer.from('say "hi"'), `b'say "hi"'`],
  [Buffer.from(`it's "hi"`), String.raw`b'it\'s "hi"'`],
  [Buffer.from("\\'"), String.raw`b"\\'"`],
  [Buffer.from("grüße"), String.raw`b'gr\xc3\xbc\xc3\x9fe'`],
  [Buffer.from("\u001b[2J"), String.raw`b'\x1b[2J'`],
];

/** What the Python on this machine says, or what one said when these tests were written. */
function python(): readonly string[] {
  const program = "import sys\nfor line in sys.stdin: print(repr(bytes.fromhex(line)))";
  const input = recorded.map(([bytes]) => `${Buffer.from(bytes).toString("hex")}\n`).join("");
  const { status, stdout } = spawnSync("python3", ["-c", program], { input, encoding: "utf8" });
  return status === 0 ? stdout.trimEnd().split("\n") : recorded.map(([, recording]) => recording);
}

test.for(recorded)("bytesRepr of %o is %s", ([bytes, expected]) => {
  expect(bytesRepr(bytes)).toBe(expected);
});

test("bytesRepr agrees with python3", () => {
  expect(recorded.map(([bytes]) => bytesRepr(bytes))).toEqual(python());
});

test("bytesRepr gives every byte printable ASCII of its own", () => {
  const all = Array.from({ length: 256 }, (_, byte) => bytesRepr(Uint8Array.of(byte)));
  expect(new Set(all).size).toBe(256);
  for (const text of all) expect(text).toMatch(/^[ -~]+$/);
});
