/** What the compilers of tables read and make. */

/** The text of an input file, by its path in the folder of facts. */
export type Files = (path: string) => string;

/** Output files by name, without `.json`. */
export type TableFiles = Readonly<Record<string, object>>;

/** Reads JSON of a shape that the caller knows: the inputs are files that we keep, not a stranger's. */
export const json = (text: string) => JSON.parse(text);
