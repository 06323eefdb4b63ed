/** Text to bytes in the charsets of WHOIS servers: what their decoders, asked for every byte, undo. */

/** Encodes text; undefined where the charset lacks one of its characters. */
export function encode(text: string, label: string): Buffer | undefined {
  if (/^utf-?8$/.test(label)) return Buffer.from(text);
  if (label === "iso-2022-jp") return encodeJapanese(text);
  const table = singleBytes(label);
  const bytes = Array.from(text, (character) => table.get(character));
  return bytes.every((byte) => byte !== undefined) ? Buffer.from(bytes) : undefined;
}

/** Every character beyond ASCII that can be printed and that a charset has, in its own order. */
export function charactersOf(label: string): string {
  const table = label === "iso-2022-jp" ? japanese : singleBytes(label);
  return [...table.keys()].filter((character) => /[^\p{C}\p{ASCII}]/u.test(character)).join("");
}

function singleBytes(label: string): ReadonlyMap<string, number> {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  return new Map(bytes.flatMap((byte) => entriesOf(decoded(label, Buffer.of(byte)), byte)));
}

/** True Latin-1, which is not what WHATWG reads under its name. */
const decoded = (label: string, bytes: Buffer): string =>
  label === "iso-8859-1" ? bytes.toString("latin1") : new TextDecoder(label).decode(bytes);

const entriesOf = <Code>(text: string, code: Code): readonly (readonly [string, Code])[] =>
  text.length === 1 && text !== "\uFFFD" ? [[text, code]] : [];

const TO_KANJI = [0x1b, 0x24, 0x42];
const TO_ASCII = [0x1b, 0x28, 0x42];

/** JIS X 0208, two bytes of 0x21 to 0x7e each; of characters that stand there twice the first place. */
const japanese: ReadonlyMap<string, readonly number[]> = new Map(
  Array.from({ length: 94 * 94 }, (_, index) => {
    const code = [0x21 + Math.floor(index / 94), 0x21 + (index % 94)];
    const text = new TextDecoder("iso-2022-jp").decode(
      Buffer.from([...TO_KANJI, ...code, ...TO_ASCII]),
    );
    return entriesOf(text, code);
  })
    .flat()
    .toReversed(),
);

function encodeJapanese(text: string): Buffer | undefined {
  const bytes: number[] = [];
  let isKanji = false;
  for (const character of text) {
    const code = japanese.get(character);
    const isAscii = /^\p{ASCII}$/u.test(character);
    if (code === undefined && !isAscii) return undefined;
    if (isAscii === isKanji) bytes.push(...(isAscii ? TO_ASCII : TO_KANJI));
    isKanji = !isAscii;
    bytes.push(...(isAscii ? Buffer.from(character) : (code ?? [])));
  }
  return Buffer.from(isKanji ? [...bytes, ...TO_ASCII] : bytes);
}
