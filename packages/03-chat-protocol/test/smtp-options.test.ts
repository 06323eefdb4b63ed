import { expect, test } from "vitest";
import { type SmtpOptions, SmtpSession } from "../src/mod.ts";
import { MemoryStore } from "./smtp/memory-store.ts";

test.for<SmtpOptions>([
  { hostname: "" },
  { hostname: "mx.example\r\n250 x" },
  { hostname: "two words" },
  { hostname: "bücher.example" },
  { maxMessageBytes: 0 },
  { maxMessageBytes: Infinity },
  { maxLineBytes: 999 },
  { maxLineBytes: 1000.5 },
  { maxRecipients: 0 },
  { maxErrors: -1 },
  { maxErrors: NaN },
  { idleMs: -1 },
])("SmtpSession refuses %j", (options) => {
  expect(() => new SmtpSession(new MemoryStore(), options)).toThrow(RangeError);
});
