import { recordKey, useRecord, valueIn, valuesIn } from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { Parameters } from 'fhir/r4';
import type { Disease } from './visit-facts.ts';

/** What this doctor codes most in their own visits; read once a session. */
export function useFavouriteDiseases(): readonly Disease[] {
  const { operation } = useRecord();
  const found = useQuery({
    queryKey: recordKey('ValueSet', 'my-diagnoses'),
    queryFn: async () => {
      const answer = await operation<Parameters>('$my-diagnoses', 'Condition');
      return valuesIn<Parameters>(answer, 'diagnosis').map((part) => ({
        code: valueIn<string>(part, 'code') ?? '',
        display: valueIn<string>(part, 'display') ?? '',
      }));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return found.data ?? [];
}
