/** The published schema of the structured answer, and what is wrong with an answer by it. */

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** The schema as it stands in the file. */
export const schema: object = JSON.parse(
  readFileSync(new URL("../../schema/answer.schema.json", import.meta.url), "utf8"),
);

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** Every fault of an answer: against the schema, and members that are empty. */
export function faultsOf(answer: unknown): string[] {
  validate(answer);
  const faults = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
  return [...faults, ...emptyIn(answer)];
}

/** Paths of everything that is `""`, `[]`, `{}` or null. */
function emptyIn(value: unknown, path = ""): string[] {
  if (value === null || value === "") return [`${path} is empty`];
  if (typeof value !== "object") return [];
  const members = Object.entries(value);
  if (members.length === 0) return [`${path} is empty`];
  return members.flatMap(([member, inner]) => emptyIn(inner, `${path}/${member}`));
}
