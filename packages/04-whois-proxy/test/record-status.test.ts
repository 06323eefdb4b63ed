import { expect, test } from "vitest";
import { eppStatus, isEppStatus } from "../src/record/status.ts";

// RFC 8056, section 2, as it stands there.
const RFC_8056 = `
add period = addPeriod
auto renew period = autoRenewPeriod
client delete prohibited = clientDeleteProhibited
client hold = clientHold
client renew prohibited = clientRenewProhibited
client transfer prohibited = clientTransferProhibited
client update prohibited = clientUpdateProhibited
inactive = inactive
associated = linked
active = ok
pending create = pendingCreate
pending delete = pendingDelete
pending renew = pendingRenew
pending restore = pendingRestore
pending transfer = pendingTransfer
pending update = pendingUpdate
redemption period = redemptionPeriod
renew period = renewPeriod
server delete prohibited = serverDeleteProhibited
server hold = serverHold
server renew prohibited = serverRenewProhibited
server transfer prohibited = serverTransferProhibited
server update prohibited = serverUpdateProhibited
transfer period = transferPeriod`;
const pairs = RFC_8056.trim()
  .split("\n")
  .map((line) => line.split(" = "));

test.each(pairs)("eppStatus maps %s to %s", (rdap = "", epp = "") => {
  expect(eppStatus(rdap)).toBe(epp);
  expect(eppStatus(rdap.toUpperCase())).toBe(epp);
  expect(eppStatus(epp)).toBe(epp);
  expect(isEppStatus(epp)).toBe(true);
});

test.each(["locked", "validated", "transfer prohibited", "Reserved", "obscured"])(
  "eppStatus leaves %s, which has no twin, as it is",
  (word) => {
    expect(eppStatus(word)).toBe(word);
    expect(isEppStatus(word)).toBe(false);
  },
);
