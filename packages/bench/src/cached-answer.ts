/** A made-up record of the length that a registry's record has: about 2 kB. */
export const cachedAnswer = [
  "Domain Name: EXAMPLE.COM",
  ...Array.from(
    { length: 40 },
    (_, line) => `Field ${line}: a value of an ordinary length, number ${line}`,
  ),
  "",
].join("\r\n");
