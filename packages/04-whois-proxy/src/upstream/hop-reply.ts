/** What one server said, before anybody has looked at the clock. */

import type { Reply } from "../model/source.ts";

export type HopReply = Omit<Reply, "source" | "took">;
