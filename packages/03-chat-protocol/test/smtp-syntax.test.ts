import { expect, test } from "vitest";
import { MAX_COMMAND_BYTES, parseCommandLine } from "../src/smtp/command-line.ts";
import { addressLiteral } from "../src/smtp/domain.ts";
import { parseForwardPath, parseReversePath } from "../src/smtp/path.ts";

const LONG_LABEL = "l".repeat(63);

test.for([
  ["MAIL FROM:<>\r", "MAIL", "FROM:<>"],
  ["quit\r", "QUIT", ""],
  ["Noop   many   blanks \t \r", "NOOP", "many   blanks"],
  ["HELO \r", "HELO", ""],
  ["VRFY Zoë\r", "VRFY", "Zoë"],
] as const)("parseCommandLine reads %j", ([line, verb, argument]) => {
  expect(parseCommandLine(Buffer.from(line))).toEqual({ verb, argument });
});

test.for([
  ["NOOP", "LF alone", true],
  ["", "LF alone", true],
  ["NOOP\r ", "LF alone", true],
  ["NO\rOP\r", "control", false],
  ["NOOP\r\r", "control", false],
  ["NOOP\0\r", "control", false],
  ["NOOP\tx\r", "control", false],
  ["NOOP \u0085\r", "control", false],
  ["NOOP \u2028\r", "control", false],
  ["\r", "no command", false],
  [" NOOP\r", "no command", false],
  ["MAIL:x\r", "no command", false],
  ["\uFEFFNOOP\r", "no command", false],
] as const)("parseCommandLine refuses %j: %s", ([line, why, fatal]) => {
  expect(parseCommandLine(Buffer.from(line))).toEqual({
    refusal: { code: 500, enhanced: "5.5.2", lines: [expect.stringContaining(why)] },
    fatal,
  });
});

test("parseCommandLine refuses what is not UTF-8", () => {
  expect(parseCommandLine(Buffer.from("VRFY Zo\xeb\r", "latin1"))).toMatchObject({
    refusal: { code: 500, lines: ["The line is not UTF-8"] },
    fatal: false,
  });
});

test("parseCommandLine takes a line of MAX_COMMAND_BYTES, CRLF counted, and none that is longer", () => {
  const longest = `NOOP ${"x".repeat(MAX_COMMAND_BYTES - "NOOP \r\n".length)}\r`;
  expect(parseCommandLine(Buffer.from(longest))).toMatchObject({ verb: "NOOP" });
  const longer = longest.replace("x", "xx");
  expect(parseCommandLine(Buffer.from(longer))).toMatchObject({
    refusal: { code: 500, enhanced: "5.5.2", lines: ["The line is too long: at most 565 bytes"] },
    fatal: false,
  });
});

test.for([
  ["<bob@example.com>", "bob@example.com", ""],
  ["<bob@example.com> SIZE=1", "bob@example.com", " SIZE=1"],
  ["<bob@[192.0.2.1]>", "bob@[192.0.2.1]", ""],
  ["<bob@[IPv6:2001:db8::1]>", "bob@[IPv6:2001:db8::1]", ""],
  ["<bob@[IPv6:::ffff:192.0.2.1]>", "bob@[IPv6:::ffff:192.0.2.1]", ""],
  ["<bob@[x400:c=us]>", undefined, ""],
  ["<a.b+c!#$%&'*/=?^_`{|}~-@x>", "a.b+c!#$%&'*/=?^_`{|}~-@x", ""],
  ['<"a b"@example.com>', '"a b"@example.com', ""],
  ['<"a>b@c, \\" \\\\"@example.com>!', '"a>b@c, \\" \\\\"@example.com', "!"],
  ['<""@example.com>', '""@example.com', ""],
  ["<@one.example,@two.example:bob@three.example>", "bob@three.example", ""],
  ["<@one.example:@two.example>", undefined, ""],
  ["<Zoë@münchen.example>", "Zoë@münchen.example", ""],
  ["<bob@under_score.example>", "bob@under_score.example", ""],
  [`<bob@${LONG_LABEL}.example>`, `bob@${LONG_LABEL}.example`, ""],
  [`<bob@l${LONG_LABEL}.example>`, undefined, ""],
  ["bob@example.com", undefined, ""],
  ["<bob@example.com", undefined, ""],
  [" <bob@example.com>", undefined, ""],
  ["<bob@example.com >", undefined, ""],
  ["<bob>", undefined, ""],
  ["<@example.com>", undefined, ""],
  ["<bob@>", undefined, ""],
  ["<.bob@example.com>", undefined, ""],
  ["<bob.@example.com>", undefined, ""],
  ["<b..ob@example.com>", undefined, ""],
  ["<b ob@example.com>", undefined, ""],
  ['<"bob"x@example.com>', undefined, ""],
  ['<"bo"b"@example.com>', undefined, ""],
  ['<"bob\\"@example.com>', undefined, ""],
  ["<bob@example.com.>", undefined, ""],
  ["<bob@.example.com>", undefined, ""],
  ["<bob@-example.com>", undefined, ""],
  ["<bob@example-.com>", undefined, ""],
  ["<bob@exa mple.com>", undefined, ""],
  ["<bob@[192.0.2.256]>", undefined, ""],
  ["<bob@[2001:db8::1]>", undefined, ""],
  ["<bob@[IPv6:2001:db8::1%eth0]>", undefined, ""],
  ["<bob@[IPv6:192.0.2.1]>", undefined, ""],
  ["<bob@[192.0.2.1>", undefined, ""],
  ["", undefined, ""],
] as const)("parseReversePath and parseForwardPath read %j as %j", ([text, address, rest]) => {
  const expected = address === undefined ? "malformed" : { address, rest };
  expect(parseReversePath(text)).toEqual(expected);
  expect(parseForwardPath(text)).toEqual(expected);
});

test("parseReversePath takes the null path, and parseForwardPath the postmaster of this host", () => {
  expect(parseReversePath("<> SIZE=1")).toEqual({ address: "", rest: " SIZE=1" });
  expect(parseForwardPath("<>")).toBe("malformed");
  expect(parseForwardPath("<PostMaster> X")).toEqual({ address: "PostMaster", rest: " X" });
  expect(parseReversePath("<postmaster>")).toBe("malformed");
});

test("parseReversePath and parseForwardPath take a path of 256 bytes, and none that is longer", () => {
  // A local part of more than 64 is not refused for it: addresses of mailing lists are as long.
  const longest = `<${"l".repeat(256 - "<@example.com>".length)}@example.com>`;
  for (const parse of [parseReversePath, parseForwardPath]) {
    expect(parse(longest)).toEqual({ address: longest.slice(1, -1), rest: "" });
    expect(parse(longest.replace("<", "<l"))).toBe("too long");
    expect(parse(longest.replace("l", "ë"))).toBe("too long");
  }
});

test("parseReversePath takes no longer for what is made to take long", () => {
  // Each of these has a great many ways to be cut into labels, atoms or quoted pairs.
  for (const part of ["a", "a.", "a-", "\\\\", "@a,", "@a:", '"']) {
    const text = `<${part.repeat(100_000)}`;
    expect(parseReversePath(text)).toBe("malformed");
    expect(parseReversePath(`<"${text}`)).toBe("malformed");
    expect(parseReversePath(`<x@${text}`)).toBe("malformed");
  }
});

test("addressLiteral writes an address of either kind in brackets", () => {
  expect(addressLiteral("192.0.2.1")).toBe("[192.0.2.1]");
  expect(addressLiteral("::ffff:192.0.2.1")).toBe("[192.0.2.1]");
  expect(addressLiteral("2001:db8::1")).toBe("[IPv6:2001:db8::1]");
  expect(addressLiteral("fe80::1%eth0")).toBe("[IPv6:fe80::1]");
});
