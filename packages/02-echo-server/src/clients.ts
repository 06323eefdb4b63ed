/** The connections of one server, from being accepted to being gone. */
import { AsyncResource } from "node:async_hooks";
import type { Socket } from "node:net";
import { type Clock, currentScope } from "01-background-tasks";
import { type Address, localOf, peerOf } from "./address.ts";
import { Descriptors } from "./descriptors.ts";
import { Lingering } from "./linger.ts";
import { loopTurn } from "./loop-turn.ts";
import type { OnError } from "./on-error.ts";
import type { Protocol, ProtocolFactory } from "./protocol.ts";
import { type Members, Roster } from "./roster.ts";
import { SocketTransport, type TransportOwner } from "./socket-transport.ts";
import type { Transport } from "./transport.ts";

export class Clients implements TransportOwner {
  readonly onError: OnError;
  readonly lingers = true;
  /** Entering a context for every chunk has a price, so none is entered where there is no run. */
  readonly surroundings = currentScope() === undefined ? undefined : new AsyncResource("Server");
  readonly #factory: ProtocolFactory;
  readonly #descriptors: Descriptors;
  readonly #connections = new Roster<SocketTransport>();
  /** Those that are lost to their protocol but whose sockets are not closed. */
  readonly #lingering: Lingering<SocketTransport>;
  readonly #left: () => void;
  #accepted = 0;
  #nextGone: PromiseWithResolvers<void> | undefined;

  /** @param left is called whenever one has left */
  constructor(factory: ProtocolFactory, clock: Clock, onError: OnError, left: () => void) {
    this.#factory = factory;
    this.#descriptors = new Descriptors(clock, onError);
    this.#lingering = new Lingering(clock);
    this.onError = onError;
    this.#left = left;
  }

  /** How many have come so far, also those who were turned away. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Made and not yet lost. */
  get connections(): Members<Transport> {
    return this.#connections;
  }

  /** Gives a new connection its protocol. `near` is our end of it, where that need not be asked of the kernel. */
  readonly accept = (socket: Socket, near?: Address): void => {
    this.#accepted += 1;
    if (!this.#descriptors.sufficeFor(socket)) {
      socket.resetAndDestroy();
      return;
    }
    const peer = peerOf(socket);
    const local = near ?? localOf(socket);
    if (peer === undefined || local === undefined) {
      socket.destroy(); // came and went before we looked: nobody to talk to
      return;
    }
    let protocol: Protocol;
    try {
      protocol =
        this.surroundings === undefined
          ? this.#factory()
          : this.surroundings.runInAsyncScope(this.#factory);
    } catch (error) {
      socket.resetAndDestroy();
      this.onError(error, { hook: "factory", peer });
      return;
    }
    const transport = new SocketTransport(socket, { peer, local }, protocol, this);
    transport.seat = this.#connections.add(transport);
    transport.start();
  };

  closeAll(): void {
    for (const transport of this.#connections) transport.close();
  }

  /** Sockets that linger too. */
  abortAll(): void {
    for (const transport of this.#connections) transport.abort();
    this.#lingering.abortAll();
  }

  /**
   * Resolves when none of those who linger goes on sending: they would be reset if they were closed
   * now, and might lose our last words.
   */
  async silence(): Promise<void> {
    await loopTurn(); // by then those who are sending have been heard
    while (this.#lingering.members().some(({ talking }) => talking)) {
      this.#nextGone ??= Promise.withResolvers();
      await this.#nextGone.promise;
    }
  }

  lost(transport: SocketTransport): void {
    if (transport.seat !== undefined) this.#connections.remove(transport.seat);
    transport.stay = this.#lingering.add(transport);
    this.#left();
  }

  gone(transport: SocketTransport): void {
    if (transport.stay !== undefined) this.#lingering.remove(transport.stay);
    this.#nextGone?.resolve();
    this.#nextGone = undefined;
  }
}
