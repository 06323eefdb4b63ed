/**
 * Protocols, transports and servers over TCP: asyncio's `create_server` and `create_connection`, for Node.
 *
 * ```ts
 * await using server = await createServer(() => new Echo(), { port: 8007 });
 * await server.serveForever();
 * ```
 */
export { type Address, formatAddress } from "./address.ts";
export { announce } from "./announce.ts";
export { bytesRepr } from "./bytes-repr.ts";
export { ConnectError } from "./connect-error.ts";
export { type Connection, type ConnectionOptions, createConnection } from "./create-connection.ts";
export { createServer } from "./create-server.ts";
export { Echo, type EchoOptions } from "./echo.ts";
export { ListenError } from "./listen-error.ts";
export type { ErrorPlace, OnError } from "./on-error.ts";
export type { Protocol, ProtocolFactory } from "./protocol.ts";
export { type Members, Roster, type Seat } from "./roster.ts";
export type { Server, ServerOptions, ShutdownOptions } from "./server.ts";
export type { Transport, WaterMarks } from "./transport.ts";
