import { parseXu, type Xu, xu, ZERO } from '@lienmach/core';

/** Amounts of the claim file as XML1 says them, and what the lines of XML2 and XML3 ask of the fund. */
export interface EnvelopeTotals {
  readonly T_TONGCHI_BV: Xu;
  readonly T_BNTT: Xu;
  readonly T_BNCCT: Xu;
  readonly T_NGUONKHAC: Xu;
  readonly T_BHTT: Xu;
}

const fileForm = /<LOAIHOSO>(XML[123])<\/LOAIHOSO><NOIDUNGFILE>([^<]*)<\/NOIDUNGFILE>/g;

const amounts = (xml: string, field: string): Xu =>
  xu(
    [...xml.matchAll(new RegExp(`<${field}>([^<]*)</${field}>`, 'g'))].reduce(
      (sum, [, text]) => sum + parseXu(text),
      0n,
    ),
  );

/**
 * Totals out of a claim file that this house has written: amounts are looked for by the names of their elements, without
 * knowing anything of the tables. For files from anywhere there is the reader of the claims room.
 */
export function envelopeTotals(xml: string): EnvelopeTotals {
  const files = new Map(
    [...xml.matchAll(fileForm)].map(([, table = '', data = '']) => [
      table,
      Buffer.from(data, 'base64').toString('utf8'),
    ]),
  );
  const summary = files.get('XML1') ?? '';
  const lines = ['XML2', 'XML3'].map((table) => files.get(table) ?? '');
  return {
    T_TONGCHI_BV: amounts(summary, 'T_TONGCHI_BV'),
    T_BNTT: amounts(summary, 'T_BNTT'),
    T_BNCCT: amounts(summary, 'T_BNCCT'),
    T_NGUONKHAC: amounts(summary, 'T_NGUONKHAC'),
    T_BHTT: lines.map((line) => amounts(line, 'T_BHTT')).reduce((sum, one) => xu(sum + one), ZERO),
  };
}
