// A program that prints something and ends at once with status 2, as on wrong use.
process.stdout.write("no end of line");
console.error(`usage: ${process.argv.slice(2).join(" ")}`);
process.exitCode = 2;
