import { codeSystems, controlLineTag, extensions, identifierSystems, newestControlTag } from '@lienmach/core';
import type { Extension, FhirResource } from 'fhir/r4';

const indicators = ['NA', 'K', 'CL', 'GLU', 'UREA', 'CREA', 'AST', 'ALT', 'ALB', 'CRP'] as const;
/** pairs of instrument and indicator in one lot of control material */
export const PAIRS_A_LOT = 40;

const machine = (pair: number): string => `MAY-${Math.floor(pair / 100) + 1}`;
const indicatorAt = (pair: number): string =>
  `${indicators[pair % indicators.length]}${Math.floor((pair % 100) / indicators.length) || ''}`;

const target = (pair: number): Extension => ({
  url: extensions.controlTarget,
  extension: [
    { url: 'instrument', valueString: machine(pair) },
    { url: 'indicator', valueString: indicatorAt(pair) },
    { url: 'name', valueString: `Chỉ số ${indicatorAt(pair)}` },
    { url: 'unit', valueString: 'mmol/L' },
    { url: 'ucum', valueString: 'mmol/L' },
    { url: 'mean', valueDecimal: 5 },
    { url: 'sd', valueDecimal: 0.1 },
    { url: 'mode', valueCode: 'in-use' },
    { url: 'from', valueDate: '2026-01-01' },
  ],
});

/** Lots of control material. @param pairs  of instrument and indicator in the house */
export function controlLots(pairs: number): FhirResource[] {
  return Array.from({ length: Math.ceil(pairs / PAIRS_A_LOT) }, (_, lot): FhirResource => {
    const first = lot * PAIRS_A_LOT;
    const own = Array.from({ length: Math.min(PAIRS_A_LOT, pairs - first) }, (__, at) => target(first + at));
    return {
      resourceType: 'Substance',
      id: `wl-lot-${lot}`,
      identifier: [{ system: identifierSystems.controlLot, value: `L${lot}^1` }],
      status: 'active',
      category: [{ coding: [{ system: codeSystems.labMaterial, code: 'control' }] }],
      code: { text: 'Huyết thanh kiểm tra, mức 1' },
      instance: [{ expiry: '2099-12-31' }],
      extension: own,
    };
  });
}

const control = (now: number, n: number, pairs: number): FhirResource => {
  const pair = n % pairs;
  const state = n % 50 === 0 ? 'rejected' : n % 20 === 0 ? 'warning' : 'accepted';
  const lot = `L${Math.floor(pair / PAIRS_A_LOT)}`;
  // each pair is measured once: every point is the newest of its level
  const key = { instrument: machine(pair), indicator: indicatorAt(pair), lot, level: '1' };
  const tag = [controlLineTag(key), newestControlTag(key)];
  return {
    resourceType: 'Observation',
    id: `wl-q-${n}`,
    meta: { tag },
    status: 'final',
    category: [{ coding: [{ system: codeSystems.labObservationKind, code: 'quality-control' }] }],
    code: { coding: [{ system: codeSystems.labIndicator, code: indicatorAt(pair) }] },
    effectiveDateTime: new Date(now - (n % 1200) * 60_000).toISOString(),
    device: { identifier: { system: identifierSystems.instrument, value: machine(pair) } },
    specimen: { identifier: { system: identifierSystems.controlLot, value: `${lot}^1` } },
    valueQuantity: { value: 5.1, unit: 'mmol/L', system: codeSystems.ucum, code: 'mmol/L' },
    interpretation: [{ coding: [{ system: codeSystems.controlJudgement, code: state }] }],
  };
};

const external = (now: number, n: number): FhirResource => ({
  resourceType: 'Observation',
  id: `wl-x-${n}`,
  identifier: [{ system: `${identifierSystems.labHold}-bench`, value: `NK^V${n % 40}^${n}^NA` }],
  status: 'preliminary',
  category: [{ coding: [{ system: codeSystems.labObservationKind, code: 'external-quality' }] }],
  code: { coding: [{ system: codeSystems.labIndicator, code: 'NA', display: 'Natri' }] },
  effectiveDateTime: new Date(now - n * 600_000).toISOString(),
  device: { identifier: { system: identifierSystems.instrument, value: machine(n % 100) } },
  valueQuantity: { value: 140, unit: 'mmol/L', system: codeSystems.ucum, code: 'mmol/L' },
});

const hold = (now: number, n: number): FhirResource => ({
  resourceType: 'DetectedIssue',
  id: `wl-h-${n}`,
  meta: { tag: [{ system: codeSystems.labHoldState, code: 'open' }] },
  identifier: [{ system: identifierSystems.labHold, value: `wl^${n}` }],
  status: 'preliminary',
  code: { coding: [{ system: codeSystems.labHold, code: 'control-rejected' }] },
  severity: 'high',
  identifiedPeriod: { start: new Date(now - n * 60_000).toISOString() },
  implicated: [{ identifier: { system: identifierSystems.instrument, value: `GIU-${n}` } }],
  evidence: [{ code: [{ coding: [{ system: codeSystems.labIndicator, code: 'NA', display: 'Natri' }] }] }],
  detail: 'Nội kiểm ngoài giới hạn',
});

const EVERY = 40;

/** Control points of a day, samples of external rounds, and holds: one for each forty of them. */
export function qualityWork(now: number, first: number, last: number, pairs: number): FhirResource[] {
  const all = Array.from({ length: last - first }, (_, at) => first + at);
  return all.flatMap((n) => [control(now, n, pairs), external(now, n), ...(n % EVERY === 0 ? [hold(now, n)] : [])]);
}
