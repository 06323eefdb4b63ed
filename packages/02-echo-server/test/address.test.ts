import { formatAddress } from "02-echo-server";
import { expect, test } from "vitest";

test("formatAddress joins an IPv4 address and its port", () => {
  expect(formatAddress({ host: "127.0.0.1", port: 8007 })).toBe("127.0.0.1:8007");
});

test("formatAddress puts an IPv6 address in brackets", () => {
  expect(formatAddress({ host: "::1", port: 8007 })).toBe("[::1]:8007");
});

test("formatAddress leaves a name as it is", () => {
  expect(formatAddress({ host: "localhost", port: 0 })).toBe("localhost:0");
});
