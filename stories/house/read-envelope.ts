/** A claim envelope as its receiver reads it, without any of our own code. */
export interface Envelope {
  readonly facility: string;
  readonly count: string;
  /** inner documents by their kind, decoded */
  readonly files: ReadonlyMap<string, string>;
}

export const tag = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? `<${name}> is missing`;

export const tags = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '');

/** hundredths of a đồng, exact */
export const xuOf = (amount: string): bigint => {
  if (!/^\d+\.\d{2}$/.test(amount)) throw new Error(`not an amount with two places: ${amount}`);
  return BigInt(amount.replace('.', ''));
};

export const sum = (amounts: readonly string[]): bigint => amounts.reduce((total, one) => total + xuOf(one), 0n);

export function readEnvelope(xml: string): Envelope {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const kinds = tags(xml, 'LOAIHOSO');
  const contents = tags(xml, 'NOIDUNGFILE').map((base64) => utf8.decode(Buffer.from(base64, 'base64')));
  return {
    facility: tag(xml, 'MACSKCB'),
    count: tag(xml, 'SOLUONGHOSO'),
    files: new Map(kinds.map((kind, index) => [kind, contents[index] ?? ''])),
  };
}
