/** Tells what is being done and how long it took, on standard error, so that standard output stays for answers. */
export async function step(title, work) {
  const begin = performance.now();
  process.stderr.write(`· ${title} …\n`);
  const result = await work();
  process.stderr.write(`  ${title}: ${((performance.now() - begin) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Ends the program with a sentence that says what to do. */
export function refuse(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}
