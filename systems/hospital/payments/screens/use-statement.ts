import { recordKey, useVerb, valueIn, valuesIn } from '@lienmach/ui';
import type { Money, Parameters } from 'fhir/r4';
import { useState } from 'react';

export interface StatementRow {
  readonly row: number;
  readonly state: string;
  readonly day: string;
  readonly reference: string;
  readonly amount: number | undefined;
  readonly memo: string;
  readonly reason: string;
}

/** What a file would do, or has done. */
export interface StatementRead {
  readonly format: string;
  readonly from: string;
  readonly to: string;
  readonly count: Readonly<Record<string, number>>;
  readonly rows: readonly StatementRow[];
}

export const rowStates = [
  'refused',
  'differs',
  'parked',
  'paid',
  'matched',
  'confirmed',
  'repeated',
  'outgoing',
] as const;

function rowOf(part: Parameters): StatementRow {
  const text = (name: string): string => valueIn<string>(part, name) ?? '';
  return {
    row: valueIn<number>(part, 'row') ?? 0,
    state: text('state'),
    day: text('day'),
    reference: text('reference'),
    amount: valueIn<Money>(part, 'amount')?.value,
    memo: text('memo'),
    reason: text('reason'),
  };
}

function readOf(answer: Parameters): StatementRead {
  const count = valueIn<Parameters>(answer, 'count') ?? { resourceType: 'Parameters' };
  return {
    format: valueIn<string>(answer, 'format') ?? '',
    from: valueIn<string>(answer, 'from') ?? '',
    to: valueIn<string>(answer, 'to') ?? '',
    count: Object.fromEntries(rowStates.map((state) => [state, valueIn<number>(count, state) ?? 0])),
    rows: valuesIn<Parameters>(answer, 'row').map(rowOf),
  };
}

/** the bytes of a file as base64 */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(''));
}

/** A statement file on its way: chosen, looked at, written. */
export function useStatement(onDone: (read: StatementRead) => void) {
  const verb = useVerb(recordKey('Invoice'), recordKey('Task'), recordKey('PaymentNotice'));
  const [file, setFile] = useState<File>();
  const [preview, setPreview] = useState<StatementRead>();
  const [isTried, setTried] = useState(false);
  const send = async (isPreview: boolean): Promise<StatementRead | undefined> => {
    if (file === undefined) return undefined;
    const answer = await verb.run<Parameters>('$import-statement', 'PaymentNotice', {
      file: { valueBase64Binary: await base64Of(file) },
      name: file.name,
      preview: isPreview,
    });
    return answer === undefined || answer === true ? undefined : readOf(answer);
  };
  return {
    ...{ verb, file, preview, isTried },
    choose(next: File | undefined): void {
      setFile(next);
      setPreview(undefined);
      verb.clear();
    },
    async look(): Promise<void> {
      setTried(true);
      const read = await send(true);
      if (read !== undefined) setPreview(read);
    },
    async write(): Promise<void> {
      const read = await send(false);
      if (read !== undefined) onDone(read);
    },
    back(): void {
      setPreview(undefined);
      verb.clear();
    },
  };
}

export type StatementDesk = ReturnType<typeof useStatement>;
