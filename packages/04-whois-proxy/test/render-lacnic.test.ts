import { expect, test } from "vitest";
import { renderRecord } from "../src/render/render.ts";
import { ownRecord } from "./rdap-cases.ts";

test("renderRecord writes a network of LACNIC's in LACNIC's format", () => {
  expect(renderRecord(ownRecord("10-ip4-lacnic"))).toBe(`inetnum:     198.51.100.0/24
range:       198.51.100.0 - 198.51.100.255
inetnum-up:  198.51.0.0/16
status:      ALLOCATED
rdap-status: active
owner:       Ejemplo S.A.
ownerid:     EX-ABCD-LACNIC
address:     Rambla 1
address:     Montevideo
address:     MO
address:     11400
country:     UY
phone:       +598.25550100 ext. 5
tech-c:      EXT
abuse-c:     EXT
created:     20030405
changed:     20101112

nic-hdl:     EXT
person:      Técnico Ejemplo
e-mail:      tec@example.uy
created:     20030405
changed:     20101112

% Port 43 of this registry: whois.lacnic.net`);
});

test("renderRecord knows LACNIC's AS number by the self link", () => {
  const [first] = renderRecord(ownRecord("11-autnum-lacnic")).split("\n");
  expect(first).toBe("aut-num:     AS64510");
});

test("renderRecord loses nothing that LACNIC's format has no key for", () => {
  const text = renderRecord({
    kind: "network",
    start: "192.0.2.0",
    end: "192.0.2.255",
    cidrs: ["192.0.2.0/24"],
    port43: "whois.registro.br",
    handle: "H",
    name: "N",
    originAutnums: [64_500],
    contacts: { "zone desk": [{ name: "Z", organization: "O", url: "https://z.example/" }] },
  });
  expect(text.split("\n")).toEqual([
    "inetnum:     192.0.2.0/24",
    "range:       192.0.2.0 - 192.0.2.255",
    "netname:     N",
    "handle:      H",
    "origin:      AS64500",
    "",
    "person:      Z",
    "organization: O",
    "url:         https://z.example/",
    "",
    "% Port 43 of this registry: whois.registro.br",
  ]);
});
