/** Announces a server that is not there, outside of any `run()`. */
import { announce } from "02-echo-server";

announce({
  addresses: [
    { host: "127.0.0.1", port: 8007, family: 4 },
    { host: "::1", port: 8007, family: 6 },
  ],
});
