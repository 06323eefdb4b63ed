import { expect, test } from "vitest";
import { recordFromRdap } from "../src/record/from-rdap.ts";
import { limits } from "../src/record/limits.ts";
import { ownResponse } from "./rdap-cases.ts";

const host = (members: object): unknown =>
  recordFromRdap({ objectClassName: "nameserver", ldhName: "ns1.example.com", ...members });

test("recordFromRdap reads a name server with its registrar", () => {
  expect(recordFromRdap(ownResponse("15-nameserver-gtld"))).toEqual({
    kind: "nameserver",
    name: "ns1.xn--bcher-kva.example",
    unicodeName: "ns1.bücher.example",
    addresses: ["192.0.2.53", "2001:db8::53"],
    handle: "77_HOST_COM-VRSN",
    created: "2014-05-06T07:08:09Z",
    updated: "2024-05-06T07:08:09Z",
    databaseUpdated: "2026-01-05T10:11:12Z",
    statuses: ["ok", "linked"],
    registrar: {
      handle: "9998",
      name: "Example Registrar, Inc.",
      ianaId: "9998",
      url: "https://www.registrar.example/",
      whois: "whois.registrar.example",
      abuse: { phone: "+1.5555550101", email: "abuse@registrar.example" },
    },
    contacts: { technical: [{ handle: "T9", name: "Host Desk", email: "hosts@example.net" }] },
    self: "https://rdap.registry.example/v1/nameserver/NS1.XN--BCHER-KVA.EXAMPLE",
    notices: [{ title: "Terms of Service", lines: ["Service subject to Terms of Use."] }],
  });
});

test("recordFromRdap reads no more addresses of a name server than the limit", () => {
  const v4 = Array.from({ length: 10_000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`);
  expect(host({ ipAddresses: { v4 } })).toMatchObject({ addresses: v4.slice(0, limits.addresses) });
});

test.each([
  { ipAddresses: "192.0.2.1" },
  { ipAddresses: { v4: [{}, null, "192.0.2.256", 7], v6: 5 } },
  { entities: "registrar", status: {}, events: [null] },
])("recordFromRdap skips what is malformed in a name server: %j", (members) => {
  expect(host(members)).toEqual({ kind: "nameserver", name: "ns1.example.com" });
});
