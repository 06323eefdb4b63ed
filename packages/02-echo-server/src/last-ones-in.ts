/**
 * Closing the door, but not in anybody's face.
 *
 * A client is connected as soon as its kernel and ours have shaken hands, some time before we accept
 * it. Whoever waits like that when a listening socket is closed gets a reset for nothing: under load
 * there are always some. So those who were there first are let in. asyncio does not do this.
 */
import { loopTurn } from "./loop-turn.ts";

/**
 * Resolves after a turn of the loop in which nobody was accepted; under a load that leaves no such
 * turn, after `waiting` more were: so many may have waited when we began.
 *
 * @param accepted how many were accepted so far
 */
export async function lastOnesIn(accepted: () => number, waiting: number): Promise<void> {
  const enough = accepted() + waiting;
  let before: number;
  do {
    before = accepted();
    await loopTurn();
  } while (accepted() > before && accepted() <= enough);
}
