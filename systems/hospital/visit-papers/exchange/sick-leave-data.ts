import { formatVnDate, numberWords, parseInstant } from '@lienmach/core';
import type { LayoutData } from '@lienmach/documents';
import { dateLine } from '@lienmach/papers';
import type { Composition } from 'fhir/r4';
import { partOf } from '../rules/visit-paper.ts';
import type { Signer } from './signer.ts';

/** The values of `forms/sick-leave-layout.ts`. */
export function sickLeaveData(paper: Composition, signer: Signer): LayoutData {
  const part = (code: string): string | undefined => partOf(paper, code);
  const days = part('days') ?? '';
  const { start = '', end = '' } = paper.event?.[0]?.period ?? {};
  const weeks = part('ended-weeks');
  return {
    number: paper.identifier?.value,
    employer: part('employer'),
    socialNumber: part('social-number'),
    diagnosis: part('diagnosis'),
    treatment: part('treatment'),
    ended: weeks === undefined ? undefined : `${part('ended-reason')}, thai ${weeks} tuần`,
    days: `${days} ngày (${numberWords(Number(days))} ngày)`,
    from: formatVnDate(start),
    to: formatVnDate(end),
    father: part('father'),
    mother: part('mother'),
    date: dateLine(parseInstant(paper.date)),
    signer: { ...signer },
  };
}
