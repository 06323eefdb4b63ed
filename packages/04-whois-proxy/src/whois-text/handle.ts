/** Handles: the names by which registries tell people and objects apart. */

/** Letters with a number or a part behind a hyphen: nobody's name, but `7-Eleven` begins with none. */
const HANDLE = /^(?=.*[\d-])[A-Z][A-Z\d:_-]{2,40}$/i;

/** Whether a value of a label for handles is one. */
export const isHandle = (text: string): boolean => HANDLE.test(text);

/** Whether a value that may as well be somebody's name is a handle: `Web4U` and `Coca-Cola` are not. */
export const isSurelyHandle = (text: string): boolean =>
  /^\d{4,20}$/.test(text) || (isHandle(text) && (/\d.*-|-.*\d/.test(text) || /\d{3}/.test(text)));
