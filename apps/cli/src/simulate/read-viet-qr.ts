/** What a banking app reads from a code: where the money goes, how much, and the memo. */
export interface ScannedQr {
  readonly account: string;
  readonly amount: number | undefined;
  readonly memo: string;
}

/** Tag, two digits of length, value; undefined when the text ends too early. */
function fieldsOf(text: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const length = Number(text.slice(at + 2, at + 4));
    const value = text.slice(at + 4, at + 4 + length);
    if (!Number.isInteger(length) || value.length !== length) return undefined;
    fields.set(text.slice(at, at + 2), value);
    at += 4 + length;
  }
  return fields;
}

const inside = (fields: ReadonlyMap<string, string> | undefined, tag: string) => fieldsOf(fields?.get(tag) ?? '');

/** @returns undefined for a text that is no VietQR */
export function readVietQr(text: string): ScannedQr | undefined {
  const fields = fieldsOf(text.trim());
  const account = inside(inside(fields, '38'), '01')?.get('01');
  if (account === undefined) return undefined;
  const amount = fields?.get('54');
  return {
    account,
    amount: amount === undefined ? undefined : Number(amount),
    memo: inside(fields, '62')?.get('08') ?? '',
  };
}
