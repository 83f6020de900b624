import type { FhirError } from '@lienmach/outcome';
import type { OperationOutcome } from 'fhir/r4';
import { errors } from './errors.ts';

/** A code of a partner that the channel's map does not know. */
export interface UnknownCode {
  /** where it stood, e.g. `OBX-3` */
  readonly at: string;
  readonly code: string;
  /** absent: the partner's own */
  readonly system?: string | undefined;
}

/** The refusal of a mapping that meets a code it cannot translate. Parks the message; the workbench reads it back. */
export const unknownCode = ({ at, code, system }: UnknownCode): FhirError =>
  errors.unknownCode({ at, code, detail: JSON.stringify([code, system ?? null]) });

/** The unknown codes of a parked message, as its reason tells them. */
export function unknownCodesOf(reason: OperationOutcome | undefined): UnknownCode[] {
  return (reason?.issue ?? []).flatMap(({ details, diagnostics = '', expression }) => {
    const [, told] = /\((\[.*\])\)$/s.exec(diagnostics) ?? [];
    if (details?.coding?.[0]?.code !== 'exchange.unknownCode' || told === undefined) return [];
    const [code, system] = JSON.parse(told) as [string, string | null];
    return [{ at: expression?.[0] ?? '', code, ...(system === null ? {} : { system }) }];
  });
}
