/** Whether a text says all that a fixture expects, wherever it says it. */

import { parseNetwork } from "../../src/model/ip.ts";
import { eppStatus } from "../../src/record/status.ts";

/**
 * The expected values that the text lacks, as `path: value`. Capitals do not matter; dates count by
 * their day, since dialects print more or less of the time; statuses of domains and name servers are
 * EPP words.
 */
export function expectedInText(
  expected: Readonly<Record<string, unknown>>,
  text: string,
): string[] {
  const wanted = text.toLowerCase();
  const hasEppWords = /^(?:domain|nameserver)$/.test(String(expected["objectClassName"]));
  return leavesOf(expected).flatMap(([path, value]) => {
    const shown = wordsFor(path, value, hasEppWords);
    const isThere = shown === undefined || wanted.includes(shown.toLowerCase());
    // LACNIC writes days without hyphens.
    const isDay = path.startsWith("events.") && wanted.includes(shown?.replaceAll("-", "") ?? "");
    return isThere || isDay ? [] : [`${path}: ${value}`];
  });
}

/** How a value must show in the text; undefined for what is about the reply, not in it. */
function wordsFor(path: string, value: string, hasEppWords: boolean): string | undefined {
  const [top = ""] = path.split(".");
  switch (top) {
    case "objectClassName":
    case "related":
    case "self":
      return undefined;
    case "delegationSigned":
      return value === "true" ? "DNSSEC: signedDelegation" : "DNSSEC: unsigned";
    case "events":
      return value.slice(0, 10);
    case "status":
      return hasEppWords ? eppStatus(value) : value;
    case "startAddress":
    case "endAddress":
      return parseNetwork(withoutPadding(value))?.address ?? value;
    default:
      return value;
  }
}

/** ARIN pads the numbers of an address with zeros. */
export const withoutPadding = (address: string): string =>
  address.replace(/\b0+(?=\d+\.|\d+$)/g, "");

function leavesOf(value: unknown, path = ""): [path: string, value: string][] {
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, path === "" ? key : `${path}.${key}`),
  );
}
