import { type Language, useLanguage, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';

export interface Catalog {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly format: string;
  readonly columns: string;
  readonly version: string | undefined;
  readonly loadedAt: string | undefined;
  readonly inForce: number | undefined;
  readonly loaded: number;
  readonly refused: number;
  readonly nextChange: string | undefined;
}

export const catalogsKey = ['catalog-desk', 'catalogs'] as const;

const catalogOf =
  (language: Language) =>
  (part: Parameters): Catalog => ({
    name: valueIn<string>(part, 'name') ?? '',
    title: valueIn<string>(part, language === 'vi' ? 'titleVi' : 'titleEn') ?? '',
    source: valueIn<string>(part, 'source') ?? '',
    format: valueIn<string>(part, 'format') ?? '',
    columns: valueIn<string>(part, 'column') ?? '',
    version: valueIn<string>(part, 'version'),
    loadedAt: valueIn<string>(part, 'loadedAt'),
    inForce: valueIn<number>(part, 'inForce'),
    loaded: valueIn<number>(part, 'loaded') ?? 0,
    refused: valueIn<number>(part, 'refused') ?? 0,
    nextChange: valueIn<string>(part, 'nextChange'),
  });

export function useCatalogs() {
  const { operation } = useRecord();
  const language = useLanguage();
  return useQuery({
    queryKey: [...catalogsKey, language],
    queryFn: async () =>
      valuesIn<Parameters>(await operation<Parameters>('$catalogs', undefined), 'catalog').map(catalogOf(language)),
  });
}

export interface Change {
  readonly kind: 'added' | 'changed' | 'missing';
  readonly code: string;
  readonly display: string;
  readonly differences: readonly { readonly field: string; readonly before: string; readonly after: string }[];
}

/** What a file would change. */
export interface Preview {
  readonly id: string;
  readonly version: string;
  readonly effective: string;
  readonly counts: Readonly<Record<'added' | 'changed' | 'missing' | 'unchanged' | 'refused', number>>;
  readonly mayEnd: boolean;
  readonly changes: readonly Change[];
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
}

const changeOf = (part: Parameters): Change => ({
  kind: valueIn<Change['kind']>(part, 'kind') ?? 'changed',
  code: valueIn<string>(part, 'code') ?? '',
  display: valueIn<string>(part, 'display') ?? '',
  differences: valuesIn<Parameters>(part, 'difference').map((one) => ({
    field: valueIn<string>(one, 'field') ?? '',
    before: valueIn<string>(one, 'before') ?? '',
    after: valueIn<string>(one, 'after') ?? '',
  })),
});

export function previewOf(answer: Parameters): Preview {
  const count = (name: string): number => valueIn<number>(answer, name) ?? 0;
  return {
    id: valueIn<string>(answer, 'id') ?? '',
    version: valueIn<string>(answer, 'version') ?? '',
    effective: valueIn<string>(answer, 'effective') ?? '',
    counts: {
      added: count('added'),
      changed: count('changed'),
      missing: count('missing'),
      unchanged: count('unchanged'),
      refused: count('refusedRows'),
    },
    mayEnd: valueIn<boolean>(answer, 'mayEnd') ?? false,
    changes: valuesIn<Parameters>(answer, 'change').map(changeOf),
    refused: valuesIn<Parameters>(answer, 'refused').map((one) => ({
      row: valueIn<number>(one, 'row') ?? 0,
      reason: valueIn<string>(one, 'reason') ?? '',
    })),
  };
}

/** the bytes of a file as base64 */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCodePoint(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(''));
}
