/** The order of the members of a record, whatever they were read and merged in. Pure. */

/** What a thing is comes first, then its people and dates, then what its registry adds. */
const ORDER = [
  "start",
  "end",
  "cidrs",
  "name",
  "unicodeName",
  "title",
  "kind",
  "roles",
  "organization",
  "handle",
  "parent",
  "ianaId",
  "type",
  "street",
  "city",
  "state",
  "postalCode",
  "country",
  "address",
  "phone",
  "phoneExt",
  "otherPhones",
  "fax",
  "faxExt",
  "email",
  "otherEmails",
  "contactUri",
  "url",
  "whois",
  "abuse",
  "addresses",
  "originAutnums",
  "registrar",
  "reseller",
  "created",
  "updated",
  "expires",
  "registrarExpires",
  "transferred",
  "databaseUpdated",
  "events",
  "statuses",
  "nameservers",
  "dnssec",
  "contacts",
  "moreContacts",
  "redacted",
  "atRegistrar",
  "description",
  "remarks",
  "notices",
  "publicIds",
  "port43",
  "self",
];

const PLACES: ReadonlyMap<string, number> = new Map(ORDER.map((member, place) => [member, place]));

const placeOf = (member: string): number => PLACES.get(member) ?? ORDER.length;

/** The members of an object in this order; others stay as they are, behind them. */
export const inOrder = <Value>(
  members: readonly (readonly [member: string, value: Value])[],
): readonly (readonly [member: string, value: Value])[] =>
  members.toSorted(([one], [other]) => placeOf(one) - placeOf(other));
