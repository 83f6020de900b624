/** The alternatives of an expression: what stands between `|` outside brackets. */
export function alternativesOf(expression: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= expression.length; at += 1) {
    const sign = expression[at] ?? '|';
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign !== '|' || (depth > 0 && at < expression.length)) continue;
    const part = expression.slice(from, at).trim();
    if (part !== '') found.push(part);
    from = at + 1;
  }
  return found;
}
