import { codeSystems, identifierSystems, logicalCode } from '@lienmach/core';
import type { DetectedIssue, Reference } from 'fhir/r4';

export type HoldReason = 'qc-failed' | 'calibration-due' | 'maintenance-due' | 'lot-expired';
export type HoldState = 'open' | 'closed';

const words: Readonly<Record<HoldReason, string>> = {
  'qc-failed': 'Nội kiểm không đạt',
  'calibration-due': 'Quá hạn hiệu chuẩn',
  'maintenance-due': 'Quá hạn bảo trì',
  'lot-expired': 'Lô hóa chất hết hạn',
};

/** Results of one instrument that are not released until somebody has corrected the cause. */
export interface NewHold {
  readonly id: string;
  readonly reason: HoldReason;
  readonly instrument: string;
  readonly indicators: readonly { readonly code: string; readonly name: string }[];
  /** `<instrument>^<indicator>`, or `<instrument>^<what is due>` */
  readonly key: string;
  /** results from here on are in doubt */
  readonly since: string;
  readonly detail: string;
  readonly points: readonly string[];
}

const tag = (state: HoldState) => ({ system: codeSystems.labHoldState, code: state });
const pointReferences = (points: readonly string[]): Reference[] =>
  points.map((id) => ({ reference: `Observation/${id}` }));

/** of no indicator: the whole instrument is held */
function evidenceOf({ indicators, points }: NewHold): Pick<DetectedIssue, 'evidence'> {
  const code = indicators.map((one) => ({
    coding: [{ system: codeSystems.labIndicator, code: one.code, display: one.name }],
  }));
  const parts = {
    ...(code.length === 0 ? {} : { code }),
    ...(points.length === 0 ? {} : { detail: pointReferences(points) }),
  };
  return Object.keys(parts).length === 0 ? {} : { evidence: [parts] };
}

/** @source TT 01/2013/TT-BYT, internal quality control: no results while it is out of control (secondary) */
export const newHold = (hold: NewHold): DetectedIssue => ({
  resourceType: 'DetectedIssue',
  id: hold.id,
  meta: { tag: [tag('open')] },
  identifier: [{ system: identifierSystems.labHold, value: hold.key }],
  status: 'preliminary',
  code: { coding: [{ system: codeSystems.labHold, code: hold.reason, display: words[hold.reason] }] },
  severity: 'high',
  identifiedPeriod: { start: hold.since },
  implicated: [{ identifier: { system: identifierSystems.instrument, value: hold.instrument } }],
  ...evidenceOf(hold),
  detail: hold.detail,
});

/** A further point of the same cause: the hold stays, the point is named. @source none: writes the record */
export function withEvidence(hold: DetectedIssue, point: string, detail: string): DetectedIssue {
  const [first, ...rest] = hold.evidence ?? [];
  const references = new Set([
    ...(first?.detail ?? []).flatMap(({ reference }) => reference ?? []),
    `Observation/${point}`,
  ]);
  return {
    ...hold,
    detail,
    evidence: [{ ...first, detail: [...references].map((reference) => ({ reference })) }, ...rest],
  };
}

/** @source none: reads the record */
export const isOpenHold = ({ meta, status }: DetectedIssue): boolean =>
  status === 'preliminary' &&
  (meta?.tag ?? []).some(({ system, code }) => system === codeSystems.labHoldState && code === 'open');

/** @source none: reads the record */
export const isHold = ({ code }: DetectedIssue): boolean =>
  (code?.coding ?? []).some(({ system }) => system === codeSystems.labHold);

/** @source none: reads the record */
export const reasonOf = ({ code }: DetectedIssue): string =>
  code?.coding?.find(({ system }) => system === codeSystems.labHold)?.code ?? '';

/** @source none: reads the record */
export const instrumentOf = ({ implicated }: DetectedIssue): string =>
  logicalCode(implicated?.[0], identifierSystems.instrument) ?? '';

/** @source none: reads the record */
export const indicatorsOf = ({ evidence }: DetectedIssue): { readonly code: string; readonly name: string }[] =>
  (evidence?.[0]?.code ?? []).map(({ coding }) => ({
    code: coding?.[0]?.code ?? '',
    name: coding?.[0]?.display ?? coding?.[0]?.code ?? '',
  }));

/** @source none: reads the record */
export const pointsOf = ({ evidence }: DetectedIssue): string[] =>
  (evidence?.[0]?.detail ?? []).flatMap(({ reference }) => reference?.split('/')[1] ?? []);

export interface HoldAction {
  readonly text: string;
  readonly at: string;
  readonly by: Reference;
}

const mitigation = ({ text, at, by }: HoldAction) => ({ action: { text }, date: at, author: by });

/** What was done about it; it stays open. @source ISO 15189:2022, 8.7 nonconformities and corrective actions (from memory) */
export const withAction = (hold: DetectedIssue, action: HoldAction): DetectedIssue => ({
  ...hold,
  mitigation: [...(hold.mitigation ?? []), mitigation(action)],
});

/** @source ISO 15189:2022, 8.7 nonconformities and corrective actions (from memory) */
export const closedHold = (hold: DetectedIssue, action: HoldAction): DetectedIssue => ({
  ...withAction(hold, action),
  status: 'final',
  meta: {
    ...hold.meta,
    tag: [...(hold.meta?.tag ?? []).filter(({ system }) => system !== codeSystems.labHoldState), tag('closed')],
  },
});

/**
 * ISO instant of the last corrective action on a hold that is open: the method is a new one from then on, though nothing is
 * released yet. Else a shift (4-1s, 10-x) would reject every control measured to show that it is gone.
 *
 * @source J. O. Westgard: a corrected run begins anew (from memory)
 */
export const lastAction = (open: DetectedIssue | undefined): string | undefined => open?.mitigation?.at(-1)?.date;

/** ISO instant at which a closed hold was closed. @source none: reads the record */
export const closedAt = ({ mitigation: done }: DetectedIssue): string | undefined => done?.at(-1)?.date;
