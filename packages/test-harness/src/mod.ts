/**
 * Drives every package over real TCP: servers, clients, programs, fake registries and a clock that
 * stands still. It knows the packages by their shape only and imports none of them.
 */
export { repositoryRoot, type ProgramName } from "./command-line.ts";
export { fakeRdap, type FakeRdap, type RdapReply, type RdapRequest } from "./fake-rdap.ts";
export type {
  DecidedReply,
  DelayedReply,
  DrippedReply,
  EndlessReply,
  FakeClock,
  FakeContent,
  FakeEnding,
  FakeReply,
  TruncatedReply,
} from "./fake-reply.ts";
export type { FakeOptions, FakeUpstream } from "./fake-upstream.ts";
export { fakeWhois, type WhoisReply } from "./fake-whois.ts";
export type {
  FileAnswer,
  HttpAnswer,
  RdapContent,
  RdapObject,
  RedirectAnswer,
} from "./http-answer.ts";
export {
  type AddressLike,
  MemoryTransport,
  type MemoryTransportOptions,
  type ProtocolLike,
} from "./memory-transport.ts";
export { descriptorsOf, isAsleep, keepAliveOf, makeRoomFor, peakMemory } from "./process.ts";
export type { ReadyLine } from "./ready-line.ts";
export {
  type RunLike,
  type RunningStep,
  runStep,
  type RunStepOptions,
  type StepEnd,
} from "./run-step.ts";
export {
  type ProgramExit,
  type ProgramOptions,
  type RunningProgram,
  startProgram,
} from "./start-program.ts";
export { type RunningServer, type ServerLike, startServer } from "./start-server.ts";
export { stepFileProblems } from "./step-files.ts";
export { type Step, type StepCell, stepCells } from "./step.ts";
export { type ClientOptions, TcpClient } from "./tcp-client.ts";
export { turn } from "./turn.ts";
export { VirtualClock, type VirtualTimer } from "./virtual-clock.ts";
