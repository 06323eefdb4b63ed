/**
 * How much of a reply is read. Real replies stay far below; a hostile one costs bounded time and
 * gives a bounded text. What lies beyond a limit is left out.
 */

/** How many items are read of each list, unless said otherwise. */
export const limits = {
  /** Entities of one reply, nested ones included. */
  entities: 200,
  /** An organisation's contact's contact is the third level; nothing real goes deeper. */
  entityDepth: 3,
  roles: 8,
  vcardProperties: 200,
  nameservers: 200,
  addresses: 20,
  statuses: 50,
  events: 50,
  links: 50,
  cidrs: 300,
  keys: 50,
  notices: 50,
  redactions: 200,
  /** Lines of one notice, or of all remarks of one object. */
  lines: 500,
  /** Characters of one value. */
  text: 10_000,
} as const;
