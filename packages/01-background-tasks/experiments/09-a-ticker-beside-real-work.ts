/** Counting primes is real work: nothing else happens meanwhile, unless it pauses by itself. */
import { createTask, runMain, type Scope, sleep } from "01-background-tasks";

async function tick({ print }: Scope): Promise<never> {
  for (;;) {
    print("tick");
    await sleep(0);
  }
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) {
    if (number % divisor === 0) return false;
  }
  return true;
}

async function countPrimes({ print }: Scope, pauses: boolean): Promise<void> {
  print(pauses ? "With three pauses" : "Without a pause");
  let count = 0;
  for (let number = 2; number < 200_000; number += 1) {
    if (isPrime(number)) count += 1;
    if (pauses && number % 50_000 === 0) await sleep(0);
  }
  print(`${count} primes`);
}

export async function main(scope: Scope): Promise<void> {
  createTask(() => tick(scope), { name: "ticker" });
  await createTask(() => countPrimes(scope, false), { name: "work" });
  await createTask(() => countPrimes(scope, true), { name: "work" });
}

await runMain(import.meta, main);
