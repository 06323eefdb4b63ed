/** Countries: the two-letter code that ICANN's and the address registries' formats ask for. */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

/** Code by English name in lower case: what ICU calls the regions that have a code of their own. */
const CODES: ReadonlyMap<string, string> = (() => {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  // Withdrawn codes (BU) bear their successor's name; ICU's canonical form of them is another code.
  const current = codes.filter((code) => new Intl.Locale(`und-${code}`).region === code);
  return new Map(
    current.flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [[name.toLowerCase(), code] as const];
    }),
  );
})();

/**
 * ISO 3166-1 alpha-2 for a code in any case or an English name; other words stay as they are.
 *
 * @example
 * countryCode("United States"); // "US"
 */
export function countryCode(text: string): string {
  if (/^[a-z]{2}$/i.test(text)) return text.toUpperCase();
  return CODES.get(text.toLowerCase()) ?? text;
}
