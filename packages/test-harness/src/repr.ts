/**
 * How received and expected text is shown in the messages of failed expectations: quoted, with
 * control characters escaped, and never longer than a screen.
 */

const SHOWN_CHARACTERS = 400;

/** `text` as a JSON string; what is longer than 400 characters is cut, with its full length named. */
export function repr(text: string | RegExp): string {
  if (text instanceof RegExp) return String(text);
  if (text.length <= SHOWN_CHARACTERS) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, SHOWN_CHARACTERS))}… (${text.length} characters)`;
}

/** Bytes shown by {@link repr}, read as UTF-8. */
export function reprBytes(bytes: Uint8Array): string {
  return repr(new TextDecoder().decode(bytes));
}
