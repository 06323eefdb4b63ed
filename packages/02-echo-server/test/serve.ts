/** A server whose connections are recorders, with one client: what most tests start from. */
import { type ErrorPlace, type Server, type ServerOptions, createServer } from "02-echo-server";
import { type RunningServer, startServer, type TcpClient } from "test-harness";
import { type Reactions, Recorder } from "./recorder.ts";

/** One connection seen from both ends, and the server between. */
export interface Served extends AsyncDisposable {
  readonly running: RunningServer<Server>;
  readonly server: Server;
  readonly client: TcpClient;
  /** The server's side of `client`. */
  readonly recorder: Recorder;
  /** What `onError` was told. */
  readonly errors: { readonly error: unknown; readonly where: ErrorPlace }[];
}

/** Starts a server on a free port and connects once; `recorder` has its transport by then. */
export async function serve(
  reactions: Reactions = {},
  options: ServerOptions = {},
): Promise<Served> {
  const recorders = [new Recorder(reactions)];
  const [recorder = new Recorder()] = recorders;
  const errors: Served["errors"] = [];
  const onError = (error: unknown, where: ErrorPlace): void => {
    errors.push({ error, where });
  };
  const factory = (): Recorder => recorders.pop() ?? new Recorder(reactions);
  const running = await startServer(createServer(factory, { onError, ...options }));
  const client = await running.client();
  await recorder.made;
  const { server } = running;
  return {
    running,
    server,
    client,
    recorder,
    errors,
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

/** Where the server listens; it has one address. */
export function addressOf(server: Server): { readonly host: string; readonly port: number } {
  const [address] = server.addresses;
  if (address === undefined) throw new Error("The server has no address");
  return address;
}
