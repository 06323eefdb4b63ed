import * as fc from "fast-check";
import { expect, test } from "vitest";
import { classifyWhois } from "../src/upstream/classify.ts";
import { decodeReply } from "../src/upstream/charset.ts";
import { fixturesOf } from "./support/fixtures.ts";

const outcomeOf = (status: unknown): string => {
  if (status === "available") return "not-found";
  return status === "rate-limited" ? status : "found";
};

test("classifyWhois tells every captured reply for what it is", () => {
  const { all, shared } = fixturesOf("whois");
  const wrong = all.flatMap(({ name, about, reply }) => {
    const { outcome } = classifyWhois(decodeReply(reply));
    return outcome === outcomeOf(about.expected["status"]) ? [] : [`${name}: ${outcome}`];
  });
  expect(wrong).toEqual([]);
  expect([0, 77]).toContain(shared);
  expect(all.length - shared).toBeGreaterThan(10);
});

test.each([
  ['No match for "EXAMPLE.COM".\r\n>>> Last update of whois database: now <<<'],
  ["No Data Found"],
  ["NOT FOUND\n\nThis service is provided for free.\n"],
  ["Domain: example.de\nStatus: free\n"],
  ["Domain:\texample.it\nStatus:\tAVAILABLE\n"],
  ["Domain Name: example.bj\nDomain Status: No Object Found\n"],
  ["example.nl is free\n"],
  ["example.cl: no existe\n"],
  ["The Domain example.com.gh is available.\n"],
  ["Available\n"],
  ["The domain example.net is available for registration.\n"],
  ["The domain is available for registration.\n\nPremium domain names have other prices.\n"],
  ['Sorry, but domain: "example.uz", not found in database\n'],
  ["%ERROR:101: no entries found\n%\n% No entries found in source RIPE.\n"],
  ["%ERROR:103: Domain is not registered\n"],
  ["% % No entries found.\n"],
  ["*** Nothing found for this query.\n"],
  ["Object_Not_Found\n"],
  ["% This query returned 0 objects.\n"],
  ["We do not have an entry in our database matching your query.\n"],
  ["Invalid query or domain name not known in Dot XX Domain Registry\n"],
  ["No information available about domain name example.pl in the database.\n"],
  ["Die Domain wurde nicht gefunden.\n"],
  ["%rwhois V-1.5:0020b0:00 rwhois.example.net\r\n%error 230 No Objects Found\r\n"],
  ["#\n# WHOIS data and services are subject to terms\n#\n\nNo match found for n + 240.0.0.1.\n"],
])("classifyWhois takes %j for not found", (text) => {
  expect(classifyWhois(text)).toEqual({ outcome: "not-found" });
});

/** Every way of saying so that is known, in the words of the servers. */
test.each([
  ["No match for example.com"],
  ["Not found: example.com"],
  ["No entries found"],
  ["No Data Found"],
  ["No Object Found"],
  ["The object does not exist"],
  ["Nothing found for your query"],
  ["No matching record."],
  ["Domain not found."],
  ["example.com is free"],
  ["Status: free"],
  ["Status: available"],
  ["Status:\tAVAILABLE"],
  ["Status: AVAIL"],
  ["example.com is available for registration"],
  ["example.com is not registered"],
  ["The domain has not been registered"],
  ["No information available about domain name example.pl"],
  ["This query returned 0 objects."],
  ["The domain example.com does not exist"],
  ["example.cl: no existe"],
  ["Domain nicht gefunden"],
  ["Domain Status: No Object Found"],
  ["Available"],
  ["%ERROR:101: no entries found"],
  ["% No entries found for the selected source(s)."],
  ["# No match found for 192.0.2.1"],
  ["%% No entries found in the AFNIC Database."],
  ["% No match for example.br"],
  ["% Unallocated and unassigned in LACNIC block: 192.0.2.0/24"],
  // In other languages, and in other letters.
  ["El dominio example.gt no se encuentra registrado"],
  ["Dominio não encontrado"],
  ["Nom de domaine non trouvé"],
  ["Домен не найден"],
  ["상기 도메인이름은 등록되어 있지 않습니다."],
  ["A dominio no se encontró"],
])("classifyWhois knows the phrase %j for not found, in capitals or not", (text) => {
  for (const said of [text, text.toUpperCase(), `\r\n${text}\r\n\r\n>>> End <<<\r\n`])
    expect(classifyWhois(said)).toEqual({ outcome: "not-found" });
});

test.each([
  ["request limit exceeded"],
  ["WHOIS LIMIT EXCEEDED"],
  ["You have exceeded your quota of queries"],
  ["Too many requests"],
  ["Your query quota has been exceeded"],
  ["only 1 request per second allowed"],
  ["daily whois-limit exceeded"],
  ["connection limit exceeded"],
  ["Please slow down"],
  ["% Error: 55000000002 Connection refused; access control limit reached."],
  ["Too many connections"],
  ["Please go away for 30 Seconds"],
  ["Maximum queries per hour reached"],
  ["Excessive querying, grace period of 30 seconds"],
  ["Looup quota exceeded"],
  ["Number of allowed queries exceeded"],
  ["Rate limit exceeded. Try again after: 24h0m0s"],
  ["Server too busy"],
  ["Access restricted due to excessive queries"],
  ["You have exceeded the maximum allowable number of queries"],
  ["%ERROR:201: access denied for 192.0.2.7"],
  ["%ERROR:305: connection closed"],
  ["%ERROR:306: too many connections"],
])("classifyWhois knows the phrase %j for rate limited, whatever else is said", (text) => {
  for (const said of [text, text.toUpperCase(), `${text}\n\nNo match for example.com\n`])
    expect(classifyWhois(said).outcome).toBe("rate-limited");
});

test.each([
  ["WHOIS LIMIT EXCEEDED - SEE WWW.EXAMPLE.ORG"],
  ["request limit exceeded\n"],
  ["You have exceeded your quota of queries.\n"],
  ["% Too many requests...\n\n% No entries found\n"],
  ["Query quota for 192.0.2.1 exceeded\n"],
  ["whois.example: only 1 request per second allowed, try again later\n"],
  ["Your connection limit exceeded. Please slow down and try again later.\n"],
  ["% Error: 55000000002 Connection refused; access control limit reached.\n"],
  ["Too many connections\n"],
  ["% Maximum queries per hour reached (100)\n"],
  ["Looup quota exceeded\n"],
  ["Server too busy, try again later\n"],
  ["Blacklisted: You have exceeded the query limit for your network\nand have been blacklisted.\n"],
  ["%ERROR:306: connections exceeded\n"],
  ["Access is restricted due to excessive queries\n"],
  ["You have exceeded the maximum allowable number of queries\n"],
])("classifyWhois takes %j for rate limited", (text) => {
  expect(classifyWhois(text).outcome).toBe("rate-limited");
});

test.each([
  ["Please go away for 60 Seconds", 60_000],
  ["% Excessive querying, grace period of 30 seconds", 30_000],
  ["Rate limit exceeded. Try again after: 24h0m0s", 86_400_000],
  ["Query limit exceeded, retry in 5 minutes", 300_000],
  ["Query limit exceeded, try again in 1 hour, 30 min", 5_400_000],
  ["Query limit exceeded, try again in 999999999 s", 86_400_000],
  ["Query limit exceeded, try again in 99999999999999999 s", undefined],
])("classifyWhois reads how long to stay away: %s", (text, retryAfter) => {
  expect(classifyWhois(text)).toEqual({
    outcome: "rate-limited",
    reason: text.replace(/^% /, ""),
    ...(retryAfter !== undefined && { retryAfter }),
  });
});

test.each([
  ["Requests of this client are not permitted. Please use the web page for queries.\n"],
  ["%ERROR:201: access denied for 192.0.2.1\n%\n% Your host has been permanently\n% denied.\n"],
  ["Access denied\n"],
  ["Your IP address has been blocked.\n"],
])("classifyWhois takes %j for refused", (text) => {
  const { outcome, reason } = classifyWhois(text);
  expect({ outcome, reasoned: reason !== undefined }).toEqual({
    outcome: "refused",
    reasoned: true,
  });
});

test.each([
  ["", "empty reply"],
  ["\r\n \r\n", "empty reply"],
  ["TLD is not supported.\r\n", "TLD is not supported."],
  ["This WHOIS service has been retired.\n", "This WHOIS service has been retired."],
  ["Internal error, please come back\n", "Internal error, please come back"],
  ["% This is the database query service.\n% All is well.\n", "comments only, no data"],
  ["<!DOCTYPE html><title>400</title>", "a web page, not a WHOIS reply"],
  ["HTTP/1.1 400 Bad Request\r\n\r\n", "a web page, not a WHOIS reply"],
])("classifyWhois takes %j for no answer at all, by the fault of the server", (text, reason) => {
  expect(classifyWhois(text)).toEqual({ outcome: "bad-reply", reason });
});

test.each([
  ["Domain: example.de\nStatus: invalid\n", "query", "status: invalid"],
  ["%ERROR:108: bad characters in input\n", "query", "ERROR:108: bad characters in input"],
  ["Query terms are ambiguous.\n", "query", "Query terms are ambiguous."],
  [
    "inetnum: 0.0.0.0 - 255.255.255.255\nnetname: IANA-BLK\ncountry: EU\norg: ORG-IANA1\n",
    "elsewhere",
    "another registry's address space",
  ],
  [
    "inetnum: 198.51.100.0 - 198.51.100.255\nnetname: NON-RIPE-NCC-MANAGED-ADDRESS-BLOCK\ncountry: EU\n",
    "elsewhere",
    "another registry's address space",
  ],
])("classifyWhois takes %j for no answer, by the fault of %s", (text, fault, reason) => {
  expect(classifyWhois(text)).toEqual({ outcome: "bad-reply", reason, fault });
});

test.each([
  ["This platinum domain is available for purchase."],
  ["Reserved by the registry"],
  ["example.net is a reserved domain name and is not registered"],
  ["Reserved by the registry\n\nNo match for example.net"],
  ["Not available for second level registration."],
  ["This name is blocked by the DPML Brand Protection service and is not found"],
])("classifyWhois takes the reserved name in %j for found", (text) => {
  expect(classifyWhois(text)).toEqual({ outcome: "found" });
});

test("classifyWhois does not believe phrases in somebody's data", () => {
  const record =
    "Domain Name: example.net\nRegistrar: Not Found LLC\nCreation Date: 2001-01-01T00:00:00Z\n" +
    "Registrant Organization: Too Many Requests Ltd\nRemarks: quota exceeded\n";
  expect(classifyWhois(record)).toEqual({ outcome: "found" });
});

test("classifyWhois does not believe phrases in terms of use", () => {
  const terms =
    "NOTICE: If you send too many requests, the limit is exceeded and access is\n" +
    "denied. A name that is not found may be reserved. No match is no proof that\n" +
    "a name is available for registration. Too many connections are not\n" +
    "permitted. Domains that are not registered are not found here.\n";
  expect(classifyWhois(`domain: example.net\nstatus: active\n\n${terms}`).outcome).toBe("found");
  expect(classifyWhois(`domain: example.net\n\n% ${terms.replaceAll("\n", " ")}`).outcome).toBe(
    "found",
  );
});

test("classifyWhois lets limits outrank no match, and a reason quote no more than 100 characters", () => {
  const long = `Rate limit exceeded ${"x".repeat(200)}`;
  const { outcome, reason = "" } = classifyWhois(`${long}\n\nNo match for example.net\n`);
  expect(outcome).toBe("rate-limited");
  expect(reason).toBe(`${long.slice(0, 100)}…`);
});

test("classifyWhois takes anything at all, and hostile input in linear time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(classifyWhois(text).outcome).toMatch(/^[a-z-]+$/);
    }),
  );
  // Each of these takes minutes with a pattern that backtracks.
  const million = 1_000_000;
  const hostile = [".", " ", "a: ", "[", "limit ", "% ", "\t:", "24h", "exceeded limit\n\n"];
  for (const piece of hostile) {
    const text = `x${piece.repeat(million / piece.length)}y`;
    expect(classifyWhois(text).outcome).toBeDefined();
    expect(classifyWhois(`try again after: ${text}`).outcome).toBeDefined();
  }
});
