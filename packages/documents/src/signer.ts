/** Signs canonical XML with the site's key (a software key in the demo, a token or a remote service on a site). */
export interface Signer {
  /** certificate that verifiers look up in the site's trust store, PEM */
  readonly certificate: string;
  readonly keyId: string;
  /** Enveloped XMLDSig with signing time in a signed property; the whole document is covered. @returns the signed document */
  sign(xml: string, signedAt: Date): Promise<string>;
  /**
   * The same signature, put into the one empty element of that name, as file formats of others want it. Everything else of
   * the file stays as it was, byte for byte.
   */
  signInto(xml: string, element: string, signedAt: Date): Promise<string>;
}
