/** JSON for a terminal as well as for programs. */

/** DEL and the C1 controls, which JSON lets stand although a terminal might obey them. */
const CONTROL = /[\u007f-\u009f]/g;

/** Pretty JSON with LF behind every line; no control character comes out but those. */
export const jsonText = (value: object): string =>
  `${JSON.stringify(value, undefined, 2).replace(CONTROL, escaped)}\n`;

const escaped = (control: string): string => `\\u00${control.charCodeAt(0).toString(16)}`;
