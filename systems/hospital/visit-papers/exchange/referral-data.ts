import { parseInstant } from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine } from '@lienmach/papers';
import type { Composition } from 'fhir/r4';
import { partOf } from '../rules/visit-paper.ts';
import type { Signer } from './signer.ts';

/** parts that are told one after the other, in the order of the form */
const told = ['signs', 'course', 'diagnosis', 'condition', 'plan'] as const;

/** The values of `forms/referral-layout.ts`. */
export function referralData(paper: Composition, signer: Signer): LayoutData {
  const part = (code: string): string | undefined => partOf(paper, code);
  const titleOf = (code: string): string =>
    paper.section?.find((one) => one.code?.coding?.[0]?.code === code)?.title ?? '';
  const escort = [part('escort'), part('escort-title')].filter(Boolean).join(', ');
  return {
    number: paper.identifier?.value,
    to: `${part('to-name')} (${part('to')})`,
    reason: part('reason'),
    parts: told.map((code) => ({
      title: titleOf(code),
      lines: (part(code) ?? '').split('\n').map((text) => ({ text })),
    })),
    transport: part('transport'),
    escort: escort === '' ? undefined : escort,
    date: dateLine(parseInstant(paper.date)),
    signer: { ...signer },
  };
}
