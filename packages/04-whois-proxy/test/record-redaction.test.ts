import { expect, test } from "vitest";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { whoisKey } from "../src/record/whois-keys.ts";
import { ownResponse } from "./rdap-cases.ts";

const domain = (members: object): unknown => ({
  objectClassName: "domain",
  ldhName: "example.com",
  ...members,
});
const card = (...properties: readonly unknown[]): unknown => ["vcard", properties];

test.each([
  ["Registrant Name", "Registrant Name"],
  ["registrant name", "Registrant Name"],
  ["Technical Name", "Tech Name"],
  ["Technical E-mail", "Tech Email"],
  ["Administrative Contact", "Admin Contact"],
  ["Administrator Phone Extension", "Admin Phone Ext"],
  ["Registrant Organisation", "Registrant Organization"],
  ["Registrant State", "Registrant State/Province"],
  ["Billing State/Province", "Billing State/Province"],
  ["Tech ID", "Registry Tech ID"],
  ["Registry Registrant ID", "Registry Registrant ID"],
  ["Registry Domain ID", "Registry Domain ID"],
  ["domain status", "Domain Status"],
  ["Registrar abuse contact e-mail", "Registrar Abuse Contact Email"],
  ["Sponsor: e-mail", "Sponsor e-mail"],
])("whoisKey takes %s for %s", (name, key) => {
  expect(whoisKey(name)).toBe(key);
});

test("recordFromRdap prefers a redaction's type to its description, and skips what has neither", () => {
  const record = recordFromRdap(
    domain({
      redacted: [
        { name: { type: "Tech Email", description: "Other" }, reason: { type: "Policy" } },
        { name: { description: "Tech Email" }, reason: { description: "Twice" } },
        { name: { description: "registrant phone" } },
        { name: { description: "Technical Fax" }, reason: { description: "Client request" } },
        { reason: { description: "Nameless" } },
        { name: { description: " : " } },
      ],
    }),
  );
  expect(record?.redacted).toEqual([
    { name: "Tech Email", reason: "Policy" },
    { name: "Registrant Phone" },
    { name: "Tech Fax", description: "Technical Fax", reason: "Client request" },
  ]);
});

test("recordFromRdap takes values that say REDACTED for redactions, with the rest as reason", () => {
  const record = recordFromRdap(ownResponse("04-domain-redacted-by-values"));
  expect(record?.handle).toBeUndefined();
  expect(record?.contacts?.["registrant"]).toEqual([
    { handle: "C-1", organization: "Example Shop", state: "BE", country: "CH" },
  ]);
  expect(record?.contacts?.["technical"]).toBeUndefined();
  expect(record?.redacted).toEqual([
    { name: "Registry Domain ID" },
    { name: "Registrant Name" },
    { name: "Registrant Street" },
    {
      name: "Registrant Email",
      reason: "Please query the RDDS service of the Registrar of Record.",
    },
    { name: "Registry Tech ID", reason: "Redacted by policy" },
    { name: "Tech Name" },
    { name: "Admin Contact", reason: "Some of the data in this object has been removed." },
    { name: "Billing Contact" },
  ]);
});

test.each(["Red Acted Ltd", "Predacted", "The Redacted Company"])(
  "recordFromRdap leaves the name %s alone",
  (name) => {
    const entity = { roles: ["registrant"], vcardArray: card(["fn", {}, "text", name]) };
    expect(recordFromRdap(domain({ entities: [entity] }))?.contacts).toEqual({
      registrant: [{ name }],
    });
  },
);

test("recordFromRdap keeps an address of which only a line says REDACTED", () => {
  const adr = ["adr", {}, "text", ["", "", ["REDACTED", "Suite 3"], "REDACTED", "", "", ""]];
  const entities = [{ roles: ["registrant"], vcardArray: card(adr) }];
  const record = recordFromRdap(domain({ entities }));
  expect(record?.contacts).toEqual({ registrant: [{ street: ["REDACTED", "Suite 3"] }] });
  expect(record?.redacted).toEqual([{ name: "Registrant City" }]);
});

test("recordFromRdap tells the e-mail's remark from the contact's", () => {
  const type = "object redacted due to authorization";
  const remarks = [
    { type, title: "REDACTED FOR PRIVACY", description: ["Some data is removed"] },
    { type, title: "EMAIL REDACTED FOR PRIVACY", description: ["Ask the", "registrar"] },
    { title: "Note", description: ["Kept"] },
  ];
  const record = recordFromRdap(domain({ entities: [{ roles: ["technical"], remarks }] }));
  expect(record?.redacted).toEqual([
    { name: "Tech Contact", reason: "Some data is removed" },
    { name: "Tech Email", reason: "Ask the registrar" },
  ]);
  expect(record?.contacts).toEqual({ technical: [{ remarks: ["Note: Kept"] }] });
});

test("recordFromRdap names what is withheld in a nested contact by both roles", () => {
  const abuse = { roles: ["abuse"], vcardArray: card(["email", {}, "text", "REDACTED"]) };
  const entities = [{ roles: ["registrar"], handle: "1", entities: [abuse] }];
  expect(recordFromRdap(domain({ entities }))?.redacted).toEqual([
    { name: "Registrar Abuse Contact Email" },
  ]);
});
