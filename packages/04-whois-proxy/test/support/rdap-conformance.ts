/**
 * What RFC 9083 demands of an answer, as far as it can be seen: required members, types, registered
 * values, dates, links with their context, the shape of jCards.
 */

import { isIPv4, isIPv6 } from "node:net";

type JsonObject = Readonly<Record<string, unknown>>;

/** Every fault of an answer, as `path: what`. */
export function rdapFaults(answer: unknown): string[] {
  const faults: string[] = [];
  const check = (path: string, isRight: boolean, what: string): void => {
    if (!isRight) faults.push(`${path}: ${what}`);
  };
  if (!isObject(answer)) return ["/: no object"];
  const conformance = answer["rdapConformance"];
  check("/rdapConformance", isTexts(conformance) && conformance.includes("rdap_level_0"), "level");
  for (const [extension, member] of EXTENSIONS)
    if (member in answer)
      check(`/${member}`, isTexts(conformance) && conformance.includes(extension), extension);
  if ("errorCode" in answer) {
    check("/errorCode", Number.isInteger(answer["errorCode"]), "no integer");
    check("/title", typeof answer["title"] === "string", "no text");
    check(
      "/description",
      answer["description"] === undefined || isTexts(answer["description"]),
      "",
    );
    check("/", !("objectClassName" in answer), "an error is no object");
  } else if ("objectClassName" in answer) {
    checkObject(answer, "", check);
  } else {
    check("/notices", Array.isArray(answer["notices"]), "help has nothing but notices");
  }
  checkNotes(answer["notices"], "/notices", check);
  return faults;
}

type Check = (path: string, isRight: boolean, what: string) => void;

const EXTENSIONS = [
  ["cidr0", "cidr0_cidrs"],
  ["arin_originas0", "arin_originas0_originautnums"],
  ["redacted", "redacted"],
] as const;

const COMMON = "objectClassName handle status events remarks links publicIds port43 lang entities";
const TOP = "rdapConformance notices redacted";

/** The members of each class (section 5), and those of them that it must have. */
const CLASSES: Readonly<Record<string, { readonly may: string; readonly must: string }>> = {
  domain: { may: "ldhName unicodeName nameservers secureDNS network", must: "" },
  nameserver: { may: "ldhName unicodeName ipAddresses", must: "" },
  "ip network": {
    may: "startAddress endAddress ipVersion name type country parentHandle cidr0_cidrs arin_originas0_originautnums",
    must: "startAddress endAddress ipVersion",
  },
  autnum: { may: "startAutnum endAutnum name type country", must: "startAutnum endAutnum" },
  entity: { may: "roles vcardArray asEventActor networks autnums", must: "" },
};

function checkObject(object: JsonObject, path: string, check: Check): void {
  const name = String(object["objectClassName"]);
  const members = CLASSES[name];
  check(`${path}/objectClassName`, members !== undefined, name);
  if (members === undefined) return;
  const allowed = `${COMMON} ${members.may} ${path === "" ? TOP : ""}`.split(" ");
  for (const [member, value] of Object.entries(object)) {
    check(`${path}/${member}`, allowed.includes(member), `not a member of ${name}`);
    check(`${path}/${member}`, value !== null && value !== "", "empty");
    check(`${path}/${member}`, !Array.isArray(value) || value.length > 0, "empty");
  }
  for (const member of members.must.split(" ").filter((word) => word !== ""))
    check(`${path}/${member}`, member in object, "missing");
  if (name === "domain" || name === "nameserver")
    check(path, "ldhName" in object || "unicodeName" in object, "no name");
  for (const member of ["handle", "port43", "name", "type", "parentHandle", "unicodeName"])
    check(`${path}/${member}`, isTextOrNone(object[member]), "no text");
  check(`${path}/country`, /^[A-Z]{2}$|^undefined$/.test(String(object["country"])), "no code");
  for (const value of list(object["status"]))
    check(`${path}/status`, STATUS.has(String(value)), `not registered: ${String(value)}`);
  for (const value of list(object["roles"]))
    check(`${path}/roles`, ROLES.has(String(value)), `not registered: ${String(value)}`);
  checkEvents(object["events"], `${path}/events`, check);
  checkNotes(object["remarks"], `${path}/remarks`, check);
  checkLinks(object["links"], `${path}/links`, check);
  for (const id of list(object["publicIds"]))
    check(`${path}/publicIds`, isObject(id) && isText(id["type"]) && isText(id["identifier"]), "");
  list(object["entities"]).forEach((entity, index) => {
    const at = `${path}/entities/${index}`;
    check(at, isObject(entity) && entity["objectClassName"] === "entity", "another class");
    if (isObject(entity)) checkObject(entity, at, check);
  });
  list(object["nameservers"]).forEach((host, index) => {
    const at = `${path}/nameservers/${index}`;
    check(at, isObject(host) && host["objectClassName"] === "nameserver", "another class");
    if (isObject(host)) checkObject(host, at, check);
  });
  checkOwn(object, path, check);
}

/** What only one class has. */
function checkOwn(object: JsonObject, path: string, check: Check): void {
  if ("ldhName" in object)
    check(`${path}/ldhName`, /^[\x21-\x7e]{1,253}$/.test(String(object["ldhName"])), "no LDH name");
  const addresses = object["ipAddresses"];
  if (isObject(addresses)) {
    check(
      `${path}/v4`,
      list(addresses["v4"]).every((text) => isIPv4(String(text))),
      "no address",
    );
    check(
      `${path}/v6`,
      list(addresses["v6"]).every((text) => isIPv6(String(text))),
      "no address",
    );
  }
  if ("ipVersion" in object) {
    const isRight = object["ipVersion"] === "v4" ? isIPv4 : isIPv6;
    for (const member of ["startAddress", "endAddress"])
      check(`${path}/${member}`, isRight(String(object[member])), "no address of this version");
  }
  if ("startAutnum" in object)
    check(
      path,
      Number(object["startAutnum"]) <= Number(object["endAutnum"]) &&
        [object["startAutnum"], object["endAutnum"]].every(Number.isInteger),
      "no range of numbers",
    );
  const dns = object["secureDNS"];
  if (isObject(dns)) {
    check(`${path}/secureDNS`, typeof dns["delegationSigned"] === "boolean", "no boolean");
    for (const row of [...list(dns["dsData"]), ...list(dns["keyData"])])
      check(
        `${path}/secureDNS`,
        isObject(row) &&
          Object.entries(row).every(([member, value]) =>
            ["digest", "publicKey"].includes(member) ? isText(value) : Number.isInteger(value),
          ),
        "no numbers",
      );
  }
  if ("vcardArray" in object) checkCard(object["vcardArray"], `${path}/vcardArray`, check);
  for (const redaction of list(object["redacted"])) {
    const name = isObject(redaction) && isObject(redaction["name"]) ? redaction["name"] : {};
    const words = [name["type"], name["description"]].filter((word) => word !== undefined);
    check(
      `${path}/redacted`,
      words.length === 1 && words.every(isText),
      "one of type, description",
    );
  }
}

/** RFC 7095: `["vcard", [[name, parameters, type, value…]…]]`, version first, exactly one `fn`. */
function checkCard(card: unknown, path: string, check: Check): void {
  const [word, properties, ...rest] = list(card);
  check(path, word === "vcard" && Array.isArray(properties) && rest.length === 0, "no jCard");
  const rows = list(properties);
  for (const row of rows) {
    const [name, parameters, type, ...values] = list(row);
    check(path, isText(name) && name === name.toLowerCase(), "a name in lower case");
    check(path, isObject(parameters), "parameters");
    check(path, ["text", "uri"].includes(String(type)), "type");
    check(path, values.length === 1, `${String(name)} has one value`);
    if (type === "uri") check(path, URL.canParse(String(values[0])), `${String(values[0])} no URI`);
    if (name === "adr") check(path, list(values[0]).length === 7, "adr has seven parts");
  }
  const names = rows.map((row) => list(row)[0]);
  check(path, names[0] === "version" && names.filter((it) => it === "fn").length === 1, "fn");
}

function checkEvents(events: unknown, path: string, check: Check): void {
  const seen = new Set<unknown>();
  for (const event of list(events)) {
    const { eventAction: action, eventDate: date } = isObject(event) ? event : {};
    check(path, ACTIONS.has(String(action)), `not registered: ${String(action)}`);
    check(path, !seen.has(action), `twice: ${String(action)}`);
    seen.add(action);
    const isDate = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(String(date));
    check(path, isDate && !Number.isNaN(Date.parse(String(date))), `no date: ${String(date)}`);
  }
}

function checkNotes(notes: unknown, path: string, check: Check): void {
  for (const note of list(notes)) {
    const { title, description, links } = isObject(note) ? note : {};
    check(path, isTextOrNone(title), "title");
    check(path, isTexts(description), "description");
    checkLinks(links, `${path}/links`, check);
  }
}

function checkLinks(links: unknown, path: string, check: Check): void {
  for (const link of list(links)) {
    const { value, rel, href } = isObject(link) ? link : {};
    check(path, isText(rel) && [value, href].every((it) => URL.canParse(String(it))), "no link");
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isTextOrNone = (value: unknown): boolean => value === undefined || isText(value);
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");

const words = (text: string): ReadonlySet<string> => new Set(text.split(", "));

// https://www.iana.org/assignments/rdap-json-values
const STATUS = words(
  "validated, renew prohibited, update prohibited, transfer prohibited, delete prohibited, proxy, private, removed, obscured, associated, active, inactive, locked, pending create, pending renew, pending transfer, pending update, pending delete, add period, auto renew period, client delete prohibited, client hold, client renew prohibited, client transfer prohibited, client update prohibited, pending restore, redemption period, renew period, server delete prohibited, server renew prohibited, server transfer prohibited, server update prohibited, server hold, transfer period, administrative, reserved",
);
const ROLES = words(
  "registrant, technical, administrative, abuse, billing, registrar, reseller, sponsor, proxy, notifications, noc",
);
const ACTIONS = words(
  "registration, reregistration, last changed, expiration, deletion, reinstantiation, transfer, locked, unlocked, last update of RDAP database, registrar expiration, enum validation expiration",
);
