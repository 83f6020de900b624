import { declaredIdentifiers, VN_ZONE } from '@lienmach/core';
import {
  fhirTime,
  type Hl7Message,
  type Hl7Segment,
  hl7Marks,
  hl7Numbers,
  type MessageContext,
  type Need,
  unknownCode,
} from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Bundle, DiagnosticReport, FhirResource } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type OutsideReport, type OutsideResult, outsideBundle, outsideNeeds } from './outside-report.ts';

const NUMBER = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,8})?$/;
const BOUNDED = /^(<=|>=|<|>)\s*(.+)$/;
const RANGE = /^\s*(-?\d+(?:\.\d+)?)\s*-\s*(-?\d+(?:\.\d+)?)\s*$/;

type Comparator = '<' | '<=' | '>=' | '>';
const isComparator = (text: string): text is Comparator => ['<', '<=', '>=', '>'].includes(text);

/** @source HL7 table 0085, observation result status (verified): what is not final is not told here */
const statuses: Readonly<Record<string, OutsideResult['status'] | undefined>> = {
  F: 'final',
  C: 'corrected',
  X: 'cancelled',
  // wrong, or to be deleted: what was told before must not stand
  W: 'entered-in-error',
  D: 'entered-in-error',
};

/** @source HL7 table 0078, interpretation codes, where FHIR has the same (verified) */
const flags: ReadonlySet<string> = new Set(['N', 'L', 'H', 'LL', 'HH', 'A', 'AA', 'POS', 'NEG', 'IND', 'S', 'R', 'I']);

interface Group {
  readonly request: Hl7Segment;
  readonly results: readonly Hl7Segment[];
  readonly specimen: Hl7Segment | undefined;
}

/** Each OBR with what follows it; a specimen may stand before its OBR (OUL) or after it (ORU). */
function groupsIn({ segments }: Hl7Message): Group[] {
  const starts = segments.flatMap(({ name }, at) => (name === 'OBR' ? [at] : []));
  if (starts.length === 0) throw errors.noOrderGroup({ at: 'OBR' });
  return starts.flatMap((start, turn) => {
    const part = segments.slice(start, starts[turn + 1] ?? segments.length);
    const [request] = part;
    if (request === undefined) return [];
    const before = segments.slice(0, start).findLast(({ name }) => name === 'SPM');
    return [
      {
        request,
        results: part.filter(({ name }) => name === 'OBX'),
        specimen: part.find(({ name }) => name === 'SPM') ?? before,
      },
    ];
  });
}

const instant = (...times: readonly (string | undefined)[]): string | undefined =>
  times.find((time) => time?.includes('T') === true);

/** The LOINC code: as it came, or by the channel's map. @throws exchange.unknownCode unless the channel takes names alone */
function loincOf(segment: Hl7Segment, context: MessageContext): string | undefined {
  const codings = [1, 4].map((at) => ({ code: segment.get(3, at), system: segment.get(3, at + 2) }));
  const told = codings.filter(({ code }) => code !== '');
  for (const { code, system } of told) {
    const ours = context.translate(code, system);
    if (ours !== undefined) return ours;
    if (system === 'LN') return code;
  }
  const [first] = told;
  if (first === undefined || context.channel.options['unknown-codes'] === 'text') return undefined;
  throw unknownCode({ at: 'OBX-3', code: first.code, ...(first.system === '' ? {} : { system: first.system }) });
}

/** The unit is a unit of UCUM where the message or the channel says so. */
function unitsOf(segment: Hl7Segment, { channel }: MessageContext): { unit?: string; ucum?: string } {
  const unit = segment.get(6);
  if (unit === '') return {};
  const isUcum = segment.get(6, 3) === 'UCUM' || channel.options.units === 'ucum';
  return { unit: segment.get(6, 2) || unit, ...(isUcum ? { ucum: unit } : {}) };
}

function measured(segment: Hl7Segment, context: MessageContext): OutsideResult['value'] {
  const type = segment.get(2);
  const written = type === 'SN' ? `${segment.get(5, 1)}${segment.get(5, 2)}` : segment.get(5);
  const [, mark = '', bound] = BOUNDED.exec(written.trim()) ?? [];
  const digits = (bound ?? written).trim().replace(/^=/, '');
  if ((type === 'NM' || type === 'SN') && NUMBER.test(digits)) {
    return { amount: { digits, ...(isComparator(mark) ? { comparator: mark } : {}), ...unitsOf(segment, context) } };
  }
  const texts = segment.repetitions(5).map((parts) => {
    const isCoded = type === 'CE' || type === 'CWE';
    if (type === 'RP') return parts[0];
    return isCoded ? parts[1] || parts[0] : parts.filter((part) => part !== '').join(' ');
  });
  const text = texts.filter((one) => one !== undefined && one !== '').join('\n');
  if (text === '' || segment.get(11) === 'X') return { absent: 'Nơi gửi không có kết quả' };
  return { text };
}

function intervalOf(segment: Hl7Segment, context: MessageContext): OutsideResult['interval'] {
  const text = segment.get(7);
  const [, low, high] = RANGE.exec(text) ?? [];
  if (low === undefined || high === undefined) return text === '' ? undefined : { text };
  const units = unitsOf(segment, context);
  return { low: { digits: low, ...units }, high: { digits: high, ...units }, text };
}

/** A file inside the message is no result of measuring; it stays in the stored message. */
const isResult = (segment: Hl7Segment): boolean => segment.get(2) !== 'ED' && segment.repetitions(3).length > 0;

function resultOf(segment: Hl7Segment, context: MessageContext): OutsideResult[] {
  const status = statuses[segment.get(11) || 'F'];
  if (status === undefined || !isResult(segment)) return [];
  const loinc = loincOf(segment, context);
  const name = segment.get(3, 2) || segment.get(3, 5) || segment.get(3, 1) || segment.get(3, 4);
  const sampled = instant(fhirTime(segment.get(14), 'OBX-14', VN_ZONE));
  const flag = segment.get(8);
  return [
    {
      loinc,
      name: name === '' ? (loinc ?? '?') : name,
      value: measured(segment, context),
      status,
      ...(sampled === undefined ? {} : { sampled }),
      interval: intervalOf(segment, context),
      ...(flags.has(flag) ? { flag } : {}),
    },
  ];
}

function marksOf(message: Hl7Message, { channel }: MessageContext): OutsideReport['patient'] {
  const segment = message.segment('PID');
  if (segment === undefined) throw errors.patientMissing({ at: 'PID' });
  const identifiers = declaredIdentifiers(hl7Numbers(segment, 3), channel.options, channel.partner);
  return {
    identifiers: identifiers.map(({ system = '', value = '' }) => ({ system, value })),
    ...hl7Marks(segment),
  };
}

function reportOf(group: Group, message: Hl7Message, context: MessageContext): OutsideReport[] {
  const results = group.results.flatMap((segment) => resultOf(segment, context));
  if (results.length === 0) return [];
  const { channel } = context;
  const { request, specimen } = group;
  const time = (segment: Hl7Segment | undefined, field: number): string | undefined =>
    fhirTime(segment?.get(field) ?? '', `${segment?.name}-${field}`, VN_ZONE);
  const sampled = instant(time(request, 7), time(specimen, 17));
  const title = request.get(4, 2) || request.get(4, 5);
  const level = channel.options['quality-level'];
  return [
    {
      facility: {
        code: channel.organization ?? channel.partner,
        name: channel.options['facility-name'] ?? channel.partner,
        ...(level === undefined ? {} : { qualityLevel: level }),
      },
      number: request.get(3) || request.get(2),
      patient: marksOf(message, context),
      ...(request.get(2) === '' ? {} : { order: request.get(2) }),
      ...(title === '' ? {} : { title }),
      issued: instant(time(request, 22), time(message.segment('MSH'), 7)) ?? '',
      ...(sampled === undefined ? {} : { sampled }),
      results,
    },
  ];
}

/** Parts under one number are one report. @throws laboratory.noFinalResult and the refusals of the parts */
function reportsOf(message: Hl7Message, context: MessageContext): OutsideReport[] {
  const told = new Map<string, OutsideReport>();
  for (const report of groupsIn(message).flatMap((group) => reportOf(group, message, context))) {
    const same = told.get(report.number);
    told.set(report.number, same === undefined ? report : { ...same, results: [...same.results, ...report.results] });
  }
  const reports = [...told.values()];
  if (reports.length === 0) throw errors.noFinalResult({ at: 'OBX-11' });
  return reports;
}

const isReport = (one: FhirResource | undefined): one is DiagnosticReport => one?.resourceType === 'DiagnosticReport';

/**
 * Results of another laboratory, by a channel with `kind` `outside-laboratory`: what is final enters the record, marked as
 * outside; the patient must be known by two marks.
 *
 * @source HL7 v2.5.1 chapter 7, ORU^R01 and OUL^R22 (verified)
 */
const outsideMapping = (on: string): MessageMapping => ({
  on,
  id: `laboratory.outside-${on.slice(0, 3).toLowerCase()}`,
  needs(message, context) {
    const needs: Record<string, Need> = {};
    reportsOf(message, context).forEach((report, at) => {
      const { patient, earlier } = outsideNeeds(report);
      needs.patient = patient;
      needs[`earlier.${at}`] = { search: earlier, optional: true };
    });
    return needs;
  },
  map(message, found, now, context): Bundle {
    const { patient } = found;
    if (patient?.resourceType !== 'Patient') throw errors.patientMismatch({ at: 'PID-3' });
    const entry = reportsOf(message, context).flatMap((report, at) => {
      const earlier = found[`earlier.${at}`];
      return outsideBundle(report, patient, { report: isReport(earlier) ? earlier : undefined }, now).entry ?? [];
    });
    return { resourceType: 'Bundle', type: 'transaction', entry };
  },
});

export const outsideMappings: readonly MessageMapping[] = ['ORU^R01', 'OUL^R22'].map(outsideMapping);
