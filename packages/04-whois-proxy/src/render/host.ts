/** Name servers in the format that ICANN prescribes for host records (Registry Agreement, specification 4). */

import type { NameserverRecord } from "../model/record.ts";
import type { Field } from "./fields.ts";
import { eventTexts, factFields, redactionFields } from "./icann-extras.ts";
import { contactName, peopleFields } from "./icann-people.ts";
import { labelledLines, statusText } from "./labelled.ts";

/** A name server as lines of text. */
export function renderHost(record: NameserverRecord): readonly string[] {
  const { registrar, redacted = [] } = record;
  const standard: readonly Field[] = [
    ["Server Name", record.name],
    ["Internationalized Server Name", record.unicodeName],
    ["IP Address", record.addresses],
    ["Registrar", contactName(registrar)],
    ["Registrar WHOIS Server", registrar?.whois],
    ["Registrar URL", registrar?.url],
    ["Registrar IANA ID", registrar?.ianaId],
    ["Registrar Abuse Contact Email", registrar?.abuse?.email ?? registrar?.abuse?.contactUri],
    ["Registrar Abuse Contact Phone", registrar?.abuse?.phone],
  ];
  const extra: readonly Field[] = [
    ["Registry Server ID", record.handle],
    ["Updated Date", record.updated],
    ["Creation Date", record.created],
    ["Server Status", record.statuses?.map(statusText)],
    ["Event", eventTexts(record)],
    ...peopleFields(record, []),
    ...factFields(record),
    ...redactionFields(redacted, standard),
    ["Port 43 Host", record.port43],
  ];
  return labelledLines(record, { standard, extra, redacted });
}
