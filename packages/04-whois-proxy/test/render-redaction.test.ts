/** What is withheld shows as withheld, with its reason, in every form that servers have for it. */

import { expect, test } from "vitest";
import type { DomainRecord } from "../src/model/record.ts";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { renderRecord } from "../src/render/render.ts";

/** The lines about one registrant, out of a reply with its card and what is said to be redacted. */
function registrantLines(properties: readonly unknown[], redacted: object): readonly string[] {
  const record = recordFromRdap({
    objectClassName: "domain",
    ldhName: "example.com",
    entities: [{ roles: ["registrant"], handle: "R1", vcardArray: ["vcard", properties] }],
    redacted: [{ reason: { description: "Server policy" }, ...redacted }],
  });
  if (record === undefined) throw new Error("Cannot read the reply");
  return renderRecord(record).split("\n").slice(1);
}

test("renderRecord shows a value that was removed (RFC 9537, section 3.1)", () => {
  const redacted = { name: { type: "Registrant Name" }, prePath: "$.x", method: "removal" };
  expect(registrantLines([], redacted)).toEqual([
    "Registry Registrant ID: R1",
    "Registrant Name: REDACTED FOR PRIVACY (Server policy)",
  ]);
});

test("renderRecord shows a value that was emptied (RFC 9537, section 3.2)", () => {
  const redacted = { name: { type: "Registrant Name" }, postPath: "$.x", method: "emptyValue" };
  expect(registrantLines([["fn", {}, "text", ""]], redacted)).toEqual([
    "Registry Registrant ID: R1",
    "Registrant Name: REDACTED FOR PRIVACY (Server policy)",
  ]);
});

test("renderRecord shows what is left of a value, and that it is shortened (RFC 9537, section 3.3)", () => {
  const redacted = { name: { type: "Registrant Postal Code" }, method: "partialValue" };
  expect(registrantLines([["adr", {}, "text", ["", "", "", "", "", "SW1", ""]]], redacted)).toEqual(
    [
      "Registry Registrant ID: R1",
      "Registrant Postal Code: SW1",
      "Redacted In Part: Registrant Postal Code (Server policy)",
    ],
  );
});

test("renderRecord shows a form in place of an address of e-mail (RFC 9537, section 3.4)", () => {
  const redacted = { name: { type: "Registrant Email" }, method: "replacementValue" };
  const form = ["contact-uri", {}, "uri", "https://registrar.example/contact"];
  expect(registrantLines([["email", {}, "text", ""], form], redacted)).toEqual([
    "Registry Registrant ID: R1",
    "Registrant Email: https://registrar.example/contact",
    "Redacted In Part: Registrant Email (Server policy)",
  ]);
});

const render = (members: Partial<DomainRecord>): readonly string[] =>
  renderRecord({ kind: "domain", name: "example.com", ...members })
    .split("\n")
    .slice(1);

test("renderRecord has one line for a contact of which nothing is told", () => {
  expect(
    render({
      redacted: [
        { name: "Registry Tech ID", reason: "Server policy" },
        { name: "Tech Name", description: "Technical Name", reason: "Server policy" },
        { name: "Tech Email", reason: "Ask the registrar" },
        { name: "Admin Email", reason: "Server policy" },
        { name: "Billing Contact", description: "All of it" },
        { name: "Billing Name" },
      ],
      contacts: { technical: [{ kind: "individual" }] },
    }),
  ).toEqual([
    "Admin Email: REDACTED FOR PRIVACY (Server policy)",
    "Tech Contact: REDACTED FOR PRIVACY (Registry Tech ID, Tech Name, Tech Email: Server policy; Ask the registrar)",
    "Billing Contact: REDACTED FOR PRIVACY (All of it, Billing Name)",
    "Tech Kind: individual",
  ]);
});

test.each([
  { country: "US" },
  { handle: "T1" },
  { contactUri: "https://registrar.example/" },
  { address: ["1 Street"] },
])("renderRecord has a line for each withheld value of a contact with %j", (contact) => {
  const redacted = [{ name: "Tech Name" }, { name: "Tech Phone" }];
  const lines = render({ redacted, contacts: { technical: [contact] } });
  expect(lines).toContain("Tech Name: REDACTED FOR PRIVACY");
  expect(lines).toContain("Tech Phone: REDACTED FOR PRIVACY");
});

test("renderRecord writes what numbers and people withhold as remarks", () => {
  const redacted = [{ name: "Registrant Phone", reason: "Policy" }];
  const remark = "Registrant Phone: REDACTED FOR PRIVACY (Policy)";
  const number = { kind: "autnum", start: 1, end: 1, redacted } as const;
  const person = { kind: "entity", handle: "A1-RIPE", name: "A", redacted } as const;
  expect(renderRecord(number)).toContain(`\nremarks:        ${remark}`);
  expect(renderRecord(person)).toContain(`\nremarks:        ${remark}`);
  expect(renderRecord({ ...number, port43: "whois.arin.net" })).toContain(
    `\nComment:        ${remark}`,
  );
  expect(renderRecord({ ...person, handle: "A1-LACNIC" })).toContain(`\nremarks:     ${remark}`);
});

test("renderRecord shows what a person of a domain registry withholds under the person's own keys", () => {
  const redacted = [{ name: "Registrant Phone", reason: "Policy" }, { name: "Registry Admin ID" }];
  expect(renderRecord({ kind: "entity", handle: "C1", name: "A", redacted })).toBe(`Contact: C1
Name: A
Phone: REDACTED FOR PRIVACY (Policy)
Registry Admin ID: REDACTED FOR PRIVACY`);
});
