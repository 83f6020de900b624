/** The part of FHIRPath that forms may use, as a tree. */
export type Term =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'this' }
  | { readonly kind: 'position' }
  | { readonly kind: 'member'; readonly of: Term | undefined; readonly name: string }
  | { readonly kind: 'call'; readonly of: Term | undefined; readonly name: string; readonly arguments: readonly Term[] }
  | { readonly kind: 'at'; readonly of: Term; readonly index: Term }
  | { readonly kind: 'negative'; readonly of: Term }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Term; readonly right: Term }
  | { readonly kind: 'type'; readonly operator: 'is' | 'as'; readonly of: Term; readonly type: string };

/** Why an expression cannot be used: unreadable, outside our part of FHIRPath, or failed while it ran. */
export class PathError extends Error {
  readonly reason: 'unreadable' | 'unsupported' | 'failed' | 'tooCostly';

  constructor(reason: PathError['reason'], message: string) {
    super(message);
    this.name = 'PathError';
    this.reason = reason;
  }
}
