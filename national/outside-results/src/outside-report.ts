import { createHash } from 'node:crypto';
import { foldVietnamese, vnMinuteOf } from '@lienmach/core';
import type { Attachment, Coding, Reference } from 'fhir/r4';
import { errors } from './errors.ts';
import type { PatientMarks } from './patient-marks.ts';

/** A number as it was written, with what it counts. Nothing is converted. */
export interface OutsideAmount {
  /** `5.40`: digits with a point, kept as they are */
  readonly digits: string;
  readonly comparator?: '<' | '<=' | '>=' | '>' | undefined;
  /** as people write it */
  readonly unit?: string | undefined;
  /** UCUM code, only when the sender named it as such */
  readonly ucum?: string | undefined;
}

export type OutsideValue =
  | { readonly amount: OutsideAmount }
  | { readonly text: string; readonly coding?: Coding | undefined }
  /** nothing could be measured, and why */
  | { readonly absent: string };

export interface OutsideResult {
  readonly loinc?: string | undefined;
  /** name as it came; with it alone the result is told apart when there is no LOINC */
  readonly name: string;
  readonly value: OutsideValue;
  /** only what is final, or taken back, enters the record: a provisional result of another laboratory is not told here */
  readonly status: 'final' | 'corrected' | 'cancelled' | 'entered-in-error';
  /** FHIR dateTime of sampling, when it differs from the report's */
  readonly sampled?: string | undefined;
  readonly interval?:
    | {
        readonly low?: OutsideAmount | undefined;
        readonly high?: OutsideAmount | undefined;
        readonly text?: string | undefined;
      }
    | undefined;
  /** code of v3-ObservationInterpretation: N, L, H, LL, HH, A, POS … */
  readonly flag?: string | undefined;
  readonly note?: string | undefined;
}

/** What another laboratory reports, whatever format told it. */
export interface OutsideReport {
  readonly facility: {
    /** facility code of Viet Nam, or what names the sender */
    readonly code: string;
    readonly name: string;
    /** level of QĐ 2429 (`1` … `5`) or `iso15189`, as the partner register or the report says */
    readonly qualityLevel?: string | undefined;
  };
  /** the laboratory's own number of this report (OBR-3; the id of the battery in a document) */
  readonly number: string;
  readonly patient: PatientMarks;
  /** number of the order that it answers, where whoever ordered gave one (OBR-2) */
  readonly order?: string | undefined;
  /** panel or kind of report as people read it */
  readonly title?: string | undefined;
  readonly issued: string;
  readonly sampled?: string | undefined;
  readonly results: readonly OutsideResult[];
  readonly conclusion?: string | undefined;
  /** the document that told it; its bytes as `presented` */
  readonly document?: Reference | undefined;
  readonly presented?: Attachment | undefined;
}

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);

/** The same minute, whatever zone and seconds the format wrote. */
const minuteOf = (report: OutsideReport, result: OutsideResult): string => {
  const time = result.sampled ?? report.sampled ?? report.issued;
  if (time === '') throw errors.noSamplingTime({ name: result.name });
  return vnMinuteOf(time);
};

interface OutsideIds {
  readonly report: string;
  /** facility and number, as the identifier of the report */
  readonly number: string;
  /** in the order of the results */
  readonly results: readonly string[];
}

/**
 * Ids that follow from facility, report number, code and time of sampling, so that a result told by a message and again by
 * a document is one Observation. A code measured twice at one time is counted in its order.
 *
 * @throws outside-results.noReportNumber, outside-results.noOutsideResult, outside-results.noSamplingTime
 * @source none: what one result is, our choice
 */
export function outsideIds(report: OutsideReport): OutsideIds {
  const code = report.facility.code.trim();
  const own = report.number.trim();
  if (code === '' || own === '') throw errors.noReportNumber();
  if (report.results.length === 0) throw errors.noOutsideResult();
  const seen = new Map<string, number>();
  const results = report.results.map((result) => {
    const what = result.loinc === undefined ? `text ${foldVietnamese(result.name)}` : `loinc ${result.loinc}`;
    const key = `${what} ${minuteOf(report, result)}`;
    const turn = (seen.get(key) ?? 0) + 1;
    seen.set(key, turn);
    return `ngoai-${digest(code, own, key, String(turn))}`;
  });
  return { report: `ngoai-${digest(code, own)}`, number: `${code}/${own}`, results };
}
