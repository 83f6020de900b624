import { readCda } from '@lienmach/cda';
import type { Context } from '@lienmach/system-kit';
import type { Binary, Bundle } from 'fhir/r4';
import { errors } from '../errors.ts';
import { knownSoFar } from '../exchange/cda-in.ts';
import type { Arrival } from '../exchange/document-roots.ts';
import { documentBundle, documentNeeds, type KnownSoFar } from '../exchange/received-document.ts';
import { findNeeds } from './find-needs.ts';

/** Whose certificates this house believes: its own, and those of its trust folder. */
export const trustedBy = ({ signer, site }: Context): string[] => [
  signer.certificate,
  ...(site.trustedCertificates ?? []),
];

export const arrivalByHand = (ctx: Context): Arrival => ({ options: {}, by: ctx.actor, trusted: trustedBy(ctx) });

/** @throws clinical-documents.noContent */
export function bytesIn({ data }: Binary): Buffer {
  if (data === undefined || data === '') throw errors.noContent({ at: 'content' });
  return Buffer.from(data, 'base64');
}

export interface BroughtDocument {
  readonly known: KnownSoFar;
  /** what the record would learn; empty: the document was there already */
  readonly bundle: Bundle;
}

/** A document in a person's hand, judged as if a channel had brought it. Nothing is written. */
export async function broughtDocument(ctx: Context, bytes: Uint8Array): Promise<BroughtDocument> {
  const document = readCda(bytes);
  const arrival = arrivalByHand(ctx);
  const { found, lists } = await findNeeds(ctx, documentNeeds(document, arrival));
  const known = knownSoFar(found, lists);
  return { known, bundle: documentBundle(document, arrival, known, ctx.now()) };
}
