/** Progress on one line of a terminal; nothing where nobody watches. */
export function rewriteLine(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${text}\x1b[K\r`);
}
