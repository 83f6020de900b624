/** How a file of the facility is signed, from a day of sending on. */
export interface SignatureProfile {
  readonly name: string;
  readonly from: string;
  /** empty element that takes the signature; undefined: the file goes unsigned */
  readonly element?: string;
}

/**
 * The published guides give conflicting scopes and no profile. An enveloped signature over the whole document stands in
 * CHUKYDONVI: whoever checks THONGTINDONVI to THONGTINHOSO finds them covered. Another profile is a line here (decision 45).
 *
 * @source NĐ 188/2025/NĐ-CP art. 69: signed from 2026-01-01 (secondary); XMLDSig enveloped, exclusive C14N, RSA-SHA256: our choice (unsure)
 */
const profiles: readonly SignatureProfile[] = [
  { name: 'none', from: '0000-01-01' },
  { name: 'enveloped-whole-document', from: '2026-01-01', element: 'CHUKYDONVI' },
];

/** @param day  of sending, `yyyy-MM-dd` */
export const signatureProfileOn = (day: string): SignatureProfile =>
  profiles.findLast(({ from }) => from <= day) ?? { name: 'none', from: day };
