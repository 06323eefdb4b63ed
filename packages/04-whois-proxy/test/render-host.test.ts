import { expect, test } from "vitest";
import { renderRecord } from "../src/render/render.ts";
import { ownRecord } from "./rdap-cases.ts";

test("renderRecord writes a name server as a host record", () => {
  expect(renderRecord(ownRecord("15-nameserver-gtld"))).toBe(`Server Name: ns1.xn--bcher-kva.example
Internationalized Server Name: ns1.bücher.example
IP Address: 192.0.2.53
IP Address: 2001:db8::53
Registrar: Example Registrar, Inc.
Registrar WHOIS Server: whois.registrar.example
Registrar URL: https://www.registrar.example/
Registrar IANA ID: 9998
Registrar Abuse Contact Email: abuse@registrar.example
Registrar Abuse Contact Phone: +1.5555550101
Registry Server ID: 77_HOST_COM-VRSN
Updated Date: 2024-05-06T07:08:09Z
Creation Date: 2014-05-06T07:08:09Z
Server Status: ok https://icann.org/epp#ok
Server Status: linked https://icann.org/epp#linked
Registry Tech ID: T9
Tech Name: Host Desk
Tech Email: hosts@example.net
>>> Last update of WHOIS database: 2026-01-05T10:11:12Z <<<

For more information on Whois status codes, please visit https://icann.org/epp

Terms of Service
Service subject to Terms of Use.`);
});

test("renderRecord writes all the people of a name server, whatever their role", () => {
  const text = renderRecord({
    kind: "nameserver",
    name: "ns1.example.com",
    registrar: { organization: "Example Registrar", handle: "9998", ianaId: "9998" },
    contacts: { registrant: [{ name: "Joe" }, { name: "Ann" }], sponsor: [{ handle: "9998" }] },
    redacted: [{ name: "Registrant Email" }],
  });
  expect(text).toBe(`Server Name: ns1.example.com
Registrar: Example Registrar
Registrar IANA ID: 9998
Registrant Name: Joe
Registrant 2 Name: Ann
Sponsor Contact ID: 9998
Registrant Email: REDACTED FOR PRIVACY`);
});
