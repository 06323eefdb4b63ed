/** Status words: RDAP's for EPP's (RFC 8056). */

const TWINS: readonly (readonly [rdap: string, epp: string])[] = [
  ["active", "ok"],
  ["associated", "linked"],
  ...[
    "inactive",
    "add period",
    "auto renew period",
    "renew period",
    "transfer period",
    "redemption period",
    "pending create",
    "pending delete",
    "pending renew",
    "pending restore",
    "pending transfer",
    "pending update",
    "client delete prohibited",
    "client hold",
    "client renew prohibited",
    "client transfer prohibited",
    "client update prohibited",
    "server delete prohibited",
    "server hold",
    "server renew prohibited",
    "server transfer prohibited",
    "server update prohibited",
  ].map(
    (words) => [words, words.replace(/ (.)/g, (_, first: string) => first.toUpperCase())] as const,
  ),
];

const BY_WORD: ReadonlyMap<string, string> = new Map(
  TWINS.flatMap(([rdap, epp]) => [
    [rdap, epp],
    [epp.toLowerCase(), epp],
  ]),
);

const EPP_WORDS: ReadonlySet<string> = new Set(TWINS.map(([, epp]) => epp));

/**
 * The EPP word for a status in RDAP's or EPP's spelling; a word without a clear twin stays as it is.
 *
 * @example
 * eppStatus("client transfer prohibited"); // "clientTransferProhibited"
 */
export const eppStatus = (word: string): string => BY_WORD.get(word.toLowerCase()) ?? word;

/** Whether `https://icann.org/epp` explains this word. */
export const isEppStatus = (word: string): boolean => EPP_WORDS.has(word);
