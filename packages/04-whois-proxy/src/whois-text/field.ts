/** What a reply is taken apart into. */
import type { Section } from "./section-headings.ts";

/** One value of a reply. */
export interface Field {
  /** A plain label, or {@link LINE}. */
  readonly label: string;
  /** One line, never empty. */
  readonly value: string;
  /** What the heading above says that this is about. */
  readonly section: Section | undefined;
  /** The number of its paragraph. */
  readonly paragraph: number;
}

/** The label of a line that has none and stands below somebody's heading, or that of name servers. */
export const LINE = "line";

/** The label of RIPE's comment that names a network's abuse contact. */
export const ABUSE_COMMENT = "abuse contact for";
