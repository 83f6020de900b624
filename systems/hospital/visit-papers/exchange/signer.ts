/** Whose name stands under a paper. */
export interface Signer {
  readonly name: string;
  readonly licence: string | undefined;
}
