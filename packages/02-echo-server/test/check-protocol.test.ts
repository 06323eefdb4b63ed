import { type Protocol, type ProtocolFactory, createServer } from "02-echo-server";
import { expect, test } from "vitest";
import { checkProtocol } from "../src/check-protocol.ts";
import { callbackNames } from "../src/protocol.ts";

class Misspelt implements Protocol {
  connectionMade(): void {}
  dataRecieved(): void {}
}

test("createServer refuses a class with one right and one wrong callback name", async () => {
  await expect(createServer(() => new Misspelt())).rejects.toThrow(
    new TypeError(
      'Cannot use protocol Misspelt: "dataRecieved" is not a callback, did you mean "dataReceived"',
    ),
  );
});

test("createServer refuses it before it binds: the port stays free", async () => {
  await using first = await createServer(() => ({}));
  const port = first.addresses[0]?.port ?? 0;
  await expect(createServer(() => new Misspelt(), { port })).rejects.toThrow(TypeError);
});

test("checkProtocol finds a wrong name in a parent class", () => {
  class Child extends Misspelt {
    eofReceived(): void {}
  }
  expect(() => checkProtocol(new Child())).toThrow('protocol Child: "dataRecieved"');
});

test("checkProtocol finds a wrong name in a child whose parent has the right one", () => {
  class Parent implements Protocol {
    dataReceived(): void {}
  }
  class Child extends Parent {
    dataReceive(): void {}
  }
  expect(() => checkProtocol(new Child())).toThrow('did you mean "dataReceived"');
});

test("checkProtocol finds a wrong name among an object's own functions", () => {
  const protocol = { conectionLost: () => {} };
  expect(() => checkProtocol(protocol)).toThrow(
    'Cannot use protocol object: "conectionLost" is not a callback, did you mean "connectionLost"',
  );
});

test.for<[name: string, meant: string]>([
  ["data_received", "dataReceived"],
  ["datareceived", "dataReceived"],
  ["onDataReceived", "dataReceived"],
  ["_dataReceived", "dataReceived"],
  ["handleConnectionLost", "connectionLost"],
  ["eofRecieved", "eofReceived"],
  ["EOFReceived", "eofReceived"],
  ["conectionMade", "connectionMade"],
  ["pauseWritting", "pauseWriting"],
  ["resume_writing", "resumeWriting"],
])("checkProtocol takes %s for %s", ([name, meant]) => {
  expect(() => checkProtocol({ [name]: () => {} })).toThrow(
    `"${name}" is not a callback, did you mean "${meant}"`,
  );
});

test("checkProtocol allows helpers with a prefix beside the callback they help", () => {
  class Helped implements Protocol {
    dataReceived(): void {}
    onDataReceived(): void {}
    _dataReceived(): void {}
  }
  expect(() => checkProtocol(new Helped())).not.toThrow();
});

test("checkProtocol allows other methods, fields, getters and no callbacks at all", () => {
  let looked = false;
  class Rich {
    readonly dataReceivd = 1;
    get eofRecieved(): () => void {
      looked = true;
      return () => {};
    }
    received(): void {}
    pauseReading(): void {}
    resumeReading(): void {}
    close(): void {}
  }
  expect(() => checkProtocol(new Rich())).not.toThrow();
  expect(() => checkProtocol({})).not.toThrow();
  expect(looked).toBe(false);
});

test("checkProtocol allows all callbacks and keeps them apart from each other", () => {
  const all = Object.fromEntries(callbackNames.map((name) => [name, () => {}]));
  expect(() => checkProtocol(all)).not.toThrow();
  for (const name of callbackNames) expect(() => checkProtocol({ [name]: () => {} })).not.toThrow();
});

test("checkProtocol refuses an async callback: nobody would wait for it", () => {
  const protocol = { dataReceived: async () => {} };
  expect(() => checkProtocol(protocol)).toThrow(
    'Cannot use protocol object: "dataReceived" is async, but a transport does not wait for its callbacks',
  );
});

test("checkProtocol names an object without a class, and without a prototype", () => {
  const bare: object = Object.assign(Object.create(null), { dataRecieved: () => {} });
  expect(() => checkProtocol(bare)).toThrow("Cannot use protocol object: ");
});

test("checkProtocol refuses a callback that is not a function", () => {
  expect(() => checkProtocol({ dataReceived: "hello" })).toThrow(
    'Cannot use protocol object: "dataReceived" is not a function',
  );
});

test.for([undefined, null, 7, "echo"])("checkProtocol refuses %j", (value) => {
  expect(() => checkProtocol(value)).toThrow(
    new TypeError(`Cannot use "${value}" as a protocol: it is not an object`),
  );
});

test("createServer calls the factory once for each connection, the first time to check", async () => {
  let made = 0;
  const factory: ProtocolFactory = () => {
    made += 1;
    return {};
  };
  await using server = await createServer(factory);
  expect([made, server.serving]).toEqual([1, true]);
});
