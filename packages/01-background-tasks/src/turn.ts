/**
 * The end of the present turn: everything that follows from one event without waiting for another.
 */

/**
 * Calls `callback` when the code that runs now, and all promise reactions that follow from it,
 * are through; before any timer or I/O.
 */
export function atEndOfTurn(callback: () => void): void {
  // Node empties the tick queue after the microtasks, so a tick made by a microtask comes last.
  queueMicrotask(() => process.nextTick(callback));
}
