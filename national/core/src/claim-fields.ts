import type { Extension } from 'fhir/r4';
import { extensions } from './canonical.ts';
import { type Extensible, extensionValue } from './extension-access.ts';

/** A field of the claim tables that has no place of its own in the record, kept as it was written. */
export interface ClaimFieldText {
  /** e.g. `XML3` */
  readonly table: string;
  /** e.g. `GOI_VTYT` */
  readonly field: string;
  readonly text: string;
}

export const claimFieldExtension = ({ table, field, text }: ClaimFieldText): Extension => ({
  url: extensions.claimField,
  extension: [
    { url: 'table', valueCode: table },
    { url: 'field', valueCode: field },
    { url: 'text', valueString: text },
  ],
});

/** What an element keeps of the claim tables; most keep nothing. */
export const claimFieldsOf = (element: Extensible | undefined): ClaimFieldText[] =>
  (element?.extension ?? [])
    .filter(({ url }) => url === extensions.claimField)
    .map((parts) => ({
      table: extensionValue(parts, 'table', 'valueCode') ?? '',
      field: extensionValue(parts, 'field', 'valueCode') ?? '',
      text: extensionValue(parts, 'text', 'valueString') ?? '',
    }));
