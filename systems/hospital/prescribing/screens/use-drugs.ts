import { codeSystems } from '@lienmach/core';
import { type RecordClient, recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQueries } from '@tanstack/react-query';
import type { Parameters, ValueSet } from 'fhir/r4';

/** What the catalog says of one product today. */
export interface DrugFacts {
  readonly code: string;
  readonly display: string;
  readonly properties: Readonly<Record<string, string>>;
}

export async function lookUpDrug({ operation }: RecordClient, code: string): Promise<DrugFacts> {
  const answer = await operation<Parameters>('$lookup', 'CodeSystem', { system: codeSystems.drugProduct, code });
  const properties = valuesIn<Parameters>(answer, 'property').map(
    (one) => [valueIn<string>(one, 'code') ?? '', valueIn<string>(one, 'value') ?? ''] as const,
  );
  return { code, display: valueIn<string>(answer, 'display') ?? code, properties: Object.fromEntries(properties) };
}

/** Unit, route and price of the drugs on the grid, by code. */
export function useDrugs(codes: readonly string[]): ReadonlyMap<string, DrugFacts> {
  const record = useRecord();
  const answers = useQueries({
    queries: [...new Set(codes)].map((code) => ({
      queryKey: recordKey('CodeSystem', 'lookup', codeSystems.drugProduct, code),
      queryFn: () => lookUpDrug(record, code),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return new Map(answers.flatMap(({ data }) => (data === undefined ? [] : [[data.code, data] as const])));
}

export async function findDrugs({ operation }: RecordClient, filter: string) {
  const found = await operation<ValueSet>('$expand', 'ValueSet', {
    url: { valueUri: `${codeSystems.drugProduct}?fhir_vs` },
    filter,
    count: 8,
  });
  return (found.expansion?.contains ?? []).map(({ code = '', display = '' }) => ({ code, display }));
}
