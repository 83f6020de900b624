const BEGIN = '<Signature ';
const END = '</Signature>';

export interface SignedParts {
  /** what was signed, in canonical form */
  readonly content: string;
  /** the Signature element as it stands in the file */
  readonly signature: string;
}

/** The two parts of a document that `Signer.sign` made: its signature is the last element of the root. Judges nothing. */
export function splitSigned(signed: string): SignedParts {
  const from = signed.lastIndexOf(BEGIN);
  const to = signed.lastIndexOf(END);
  if (from < 0 || to < from) return { content: signed, signature: '' };
  const end = to + END.length;
  return { content: signed.slice(0, from) + signed.slice(end), signature: signed.slice(from, end) };
}
