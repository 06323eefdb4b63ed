/** A task that fails outside of any run, and nobody awaits it. */
import { createTask } from "../../src/mod.ts";

createTask(() => Promise.reject(new Error("lost")), { name: "forgotten" });
