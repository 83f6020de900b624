import { useQueryClient } from '@tanstack/react-query';
import type { FhirResource } from 'fhir/r4';
import { useRef, useState } from 'react';
import { useRecord } from './use-record.tsx';

export interface Verb {
  readonly isBusy: boolean;
  /** of the last press */
  readonly error: unknown;
  /** undefined: it was refused (see `error`), or another press is still under way */
  run<Out extends FhirResource>(
    name: `$${string}`,
    at: string | undefined,
    input?: Readonly<Record<string, unknown>>,
  ): Promise<Out | true | undefined>;
  clear(): void;
}

/**
 * Named operations behind buttons: one press at a time, the refusal kept for the screen, and what was read under these keys
 * read anew afterwards. A verb without an answer gives `true`.
 */
export function useVerb(...refreshed: readonly (readonly unknown[])[]): Verb {
  const { operation } = useRecord();
  const queries = useQueryClient();
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly error?: unknown }>({ isBusy: false });
  const isUnderWay = useRef(false);
  return {
    isBusy: state.isBusy,
    error: state.error,
    clear: () => setState({ isBusy: isUnderWay.current }),
    async run<Out extends FhirResource>(
      name: `$${string}`,
      at: string | undefined,
      input?: Readonly<Record<string, unknown>>,
    ) {
      if (isUnderWay.current) return undefined;
      isUnderWay.current = true;
      setState({ isBusy: true });
      try {
        const answer = await operation<Out>(name, at, input);
        await Promise.all(refreshed.map((queryKey) => queries.invalidateQueries({ queryKey })));
        setState({ isBusy: false });
        return answer ?? true;
      } catch (error) {
        setState({ isBusy: false, error });
        return undefined;
      } finally {
        isUnderWay.current = false;
      }
    },
  };
}
