import { expect, test } from "vitest";
import { ConnectError, ListenError } from "02-echo-server";
import { codeOf, wordsFor } from "../src/error-words.ts";

function systemError(code: unknown, message = "the system's own words"): Error {
  return Object.assign(new Error(message), { code });
}

test.for([
  ["EACCES", "permission denied (ports under 1024 may need privileges)"],
  ["EADDRINUSE", "the port is in use"],
  ["EADDRNOTAVAIL", "this machine does not have that address"],
  ["ENOTFOUND", "the name does not resolve"],
  ["ECONNREFUSED", "the connection was refused"],
  ["EMFILE", "the system's own words"],
])("wordsFor %s is: %s", ([code, words]) => {
  expect(wordsFor(systemError(code))).toBe(words);
});

test("codeOf is UNKNOWN for what has no code", () => {
  expect([new Error("x"), systemError(42), "EACCES", undefined].map(codeOf)).toEqual(
    Array.from({ length: 4 }, () => "UNKNOWN"),
  );
});

test("wordsFor what is no error is its text", () => {
  expect(wordsFor("out of luck")).toBe("out of luck");
});

test("ListenError and ConnectError keep the code and the cause", () => {
  const cause = systemError("EACCES");
  const where = { host: "::1", port: 80 };
  const [listening, connecting] = [new ListenError(where, cause), new ConnectError(where, cause)];
  expect([listening.code, listening.cause, listening.name]).toEqual([
    "EACCES",
    cause,
    "ListenError",
  ]);
  expect([connecting.code, connecting.cause]).toEqual(["EACCES", cause]);
  expect(listening.message).toMatch(/^Cannot listen on \[::1\]:80: permission denied/);
  expect(connecting.message).toMatch(/^Cannot connect to \[::1\]:80: permission denied/);
});
