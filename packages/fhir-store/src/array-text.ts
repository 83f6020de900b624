/** Two plain replacements take two thirds of the time of one regular expression on texts as long as resources. */
function quoted(value: string): string {
  const escaped = value.includes('\\') ? value.replaceAll('\\', '\\\\') : value;
  return `"${escaped.replaceAll('"', '\\"')}"`;
}

/**
 * A PostgreSQL array literal, for arrays of numbers, texts, booleans and nulls; much quicker than the driver's own on
 * texts as long as whole resources. Undefined for arrays of anything else: those are the driver's.
 */
export function arrayText(values: readonly unknown[]): string | undefined {
  let text = '{';
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (at > 0) text += ',';
    if (value === null || value === undefined) text += 'NULL';
    else if (typeof value === 'string') text += quoted(value);
    else if (typeof value === 'object') return undefined;
    else text += String(value);
  }
  return `${text}}`;
}
