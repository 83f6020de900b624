const json = JSON as unknown as { rawJSON(text: string): unknown }; // not yet in the library types of TypeScript

/**
 * A number from a message for a resource, written as it came: `4.20` stays `4.20` on the disk. Plain where JavaScript would
 * write it the same; decide with `Number(text)`, store this.
 *
 * @param text  digits with an optional sign and fraction, already checked
 */
export function exactNumber(text: string): number {
  const value = Number(text);
  return String(value) === text ? value : (json.rawJSON(text) as number); // JSON.stringify writes it back untouched
}
