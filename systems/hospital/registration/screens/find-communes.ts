import { codeSystems } from '@lienmach/core';
import type { CodeChoice, RecordClient } from '@lienmach/ui';
import type { ValueSet } from 'fhir/r4';

/** Communes in force today that fit the words. */
export async function findCommunes(operation: RecordClient['operation'], text: string): Promise<CodeChoice[]> {
  const found = await operation<ValueSet>('$expand', 'ValueSet', {
    url: { valueUri: `${codeSystems.commune}?fhir_vs` },
    filter: text,
    count: 8,
  });
  return (found.expansion?.contains ?? []).map(({ code = '', display = '' }) => ({ code, display }));
}
