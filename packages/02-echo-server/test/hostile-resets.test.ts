import { createServer, Echo, type Transport } from "02-echo-server";
import { startServer, turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { type Reactions } from "./recorder.ts";
import { type Served, serve } from "./serve.ts";

/** More than all kernel buffers between two ends of a loopback connection hold. */
const TOO_MUCH = Buffer.alloc(16 * 1024 * 1024, "x");

/** What a connection can be doing when its peer resets it, and what its protocol hears of that. */
const states: readonly {
  readonly state: string;
  readonly reactions?: Reactions;
  readonly enter: (served: Served, transport: Transport) => unknown;
  /** What has to happen before the reset can be noticed. */
  readonly then?: (served: Served, transport: Transport) => unknown;
  readonly lost: RegExp;
}[] = [
  { state: "nothing yet", enter: () => {}, lost: /ECONNRESET/ },
  {
    state: "receiving",
    enter: async ({ client, recorder }) => {
      await client.sendRaw("half a li");
      await recorder.saw("data");
    },
    lost: /ECONNRESET/,
  },
  {
    state: "not reading, and nothing has come",
    enter: (_, transport) => transport.pauseReading(),
    lost: /ECONNRESET/,
  },
  {
    state: "not reading, and more has come than it may hold",
    reactions: { made: (transport) => transport.pauseReading() },
    enter: ({ client }) => client.sendRaw(Buffer.alloc(400_000)),
    then: async (_, transport) => {
      await turn();
      transport.resumeReading();
    },
    lost: /ECONNRESET/,
  },
  {
    state: "in the middle of a reply",
    enter: ({ client }, transport) => {
      client.pause();
      transport.setWaterMarks({ high: 2 * TOO_MUCH.length });
      transport.write(TOO_MUCH);
    },
    lost: /ECONNRESET|EPIPE/,
  },
  {
    state: "writing paused",
    enter: async ({ client, recorder }, transport) => {
      client.pause();
      transport.write(TOO_MUCH);
      await recorder.saw("pause");
    },
    lost: /ECONNRESET|EPIPE/,
  },
  {
    state: "neither reading nor writing",
    enter: ({ client }, transport) => {
      client.pause();
      transport.pauseReading();
      transport.write(TOO_MUCH);
    },
    lost: /ECONNRESET|EPIPE/,
  },
  {
    state: "half-closed by the peer",
    reactions: { eof: () => true },
    enter: async ({ client, recorder }) => {
      await client.end();
      await recorder.saw("eof");
    },
    // Nothing more can come, so nobody listens: it takes a write to find out, as in asyncio.
    then: (_, transport) => transport.write("anybody there?"),
    lost: /ECONNRESET|EPIPE/,
  },
  {
    state: "half-closed by us",
    enter: async ({ client }, transport) => {
      transport.writeEof();
      await client.expectEnd();
    },
    lost: /ECONNRESET/,
  },
  {
    state: "closing, with a reply still to send",
    enter: ({ client }, transport) => {
      client.pause();
      transport.write(TOO_MUCH);
      transport.close();
    },
    lost: /ECONNRESET|EPIPE/,
  },
  {
    state: "lingering, after the last word",
    enter: async ({ client, recorder }, transport) => {
      transport.close();
      await client.expectEnd();
      await recorder.lost;
    },
    lost: /^cleanly$/,
  },
];

test.for(states)("a reset leaves nothing of a connection that is $state", async (given) => {
  const clock = new VirtualClock();
  await using served = await serve(given.reactions, { clock });
  const { client, server, recorder, errors } = served;
  const transport = await recorder.made;
  await given.enter(served, transport);
  await client.reset();
  await given.then?.(served, transport);
  const error = await recorder.lost;
  expect(error?.message ?? "cleanly").toMatch(given.lost);
  // No timer is left, though no time has passed: not even one for a socket that lingers.
  while (clock.pending > 0) await turn(1);
  expect(server.connections.size).toBe(0);
  transport.write("too late");
  transport.setWaterMarks({ high: 0 });
  transport.resumeReading();
  await turn();
  expect(recorder.events.at(-1)).toMatch(/^lost /);
  expect(recorder.events.filter((event) => event.startsWith("lost"))).toHaveLength(1);
  expect(errors).toEqual([]);
});

test("a reset in one connection is nothing to the others", async () => {
  const clock = new VirtualClock();
  await using running = await startServer(createServer(() => new Echo(), { clock }));
  await using bystander = await running.client();
  for (let count = 0; count < 50; count += 1) {
    const client = await running.client();
    await client.sendRaw("x".repeat(count * 1000));
    await client.reset();
    await bystander.send(`still here ${count}`);
    await bystander.expect(`still here ${count}`);
  }
  expect(running.server.connections.size).toBe(1);
});
