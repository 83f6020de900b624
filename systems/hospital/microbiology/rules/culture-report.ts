import { codeSystems } from '@lienmach/core';
import type { CodeableConcept, DiagnosticReport, Observation, Reference } from 'fhir/r4';
import { agentOf } from '../catalogs/agents.ts';
import { kindOf } from '../catalogs/culture-services.ts';
import { flagNames } from '../catalogs/flag-names.ts';
import { organismOf } from '../catalogs/organisms.ts';
import { smearText } from '../catalogs/smear.ts';
import type { JudgedIsolate, JudgedResult } from './judge-isolate.ts';
import type { Isolate, Worksheet } from './worksheet.ts';

export interface ReportGround {
  readonly report: DiagnosticReport;
  readonly sheet: Worksheet;
  readonly judged: readonly JudgedIsolate[];
  /** name and version of the breakpoints */
  readonly standard: string;
  readonly stage: 'preliminary' | 'final' | 'amended';
  readonly issued: string;
  readonly performer: Reference;
}

const SECTION = 'http://terminology.hl7.org/CodeSystem/v2-0074';
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const SNOMED = 'http://snomed.info/sct';

const words = { S: 'Nhạy', I: 'Trung gian', SDD: 'Nhạy phụ thuộc liều', R: 'Kháng', NS: 'Không nhạy' } as const;
const methods = { mic: 'Nồng độ ức chế tối thiểu (MIC)', disk: 'Khoanh giấy khuếch tán' } as const;
const readingWords = { 'no-growth': 'Chưa mọc', growth: 'Có mọc vi khuẩn', contaminated: 'Nghi nhiễm bẩn' } as const;

const loinc = (code: string) => ({ system: codeSystems.loinc, code });
const referenceTo = ({ id }: Observation): Reference => ({ reference: `Observation/${id}` });

function frame({ report, stage, issued, performer }: ReportGround, part: string, code: CodeableConcept): Observation {
  return {
    resourceType: 'Observation',
    id: `${report.id}-${part}`,
    status: stage === 'preliminary' ? 'preliminary' : 'final',
    category: [{ coding: [{ system: codeSystems.observationCategory, code: 'laboratory' }] }],
    code,
    ...(report.subject === undefined ? {} : { subject: report.subject }),
    ...(report.encounter === undefined ? {} : { encounter: report.encounter }),
    ...(report.basedOn === undefined ? {} : { basedOn: report.basedOn }),
    ...(report.specimen?.[0] === undefined ? {} : { specimen: report.specimen[0] }),
    ...(report.effectiveDateTime === undefined ? {} : { effectiveDateTime: report.effectiveDateTime }),
    issued,
    performer: [performer],
  };
}

function susceptibility(ground: ReportGround, number: number, one: JudgedResult): Observation {
  const agent = agentOf(one.agent);
  const { measured, interpretation } = one;
  const unit = measured?.method === 'disk' ? { unit: 'mm', code: 'mm' } : { unit: 'µg/mL', code: 'ug/mL' };
  const code: CodeableConcept = {
    coding: [
      ...(agent?.loinc === undefined ? [] : [loinc(agent.loinc)]),
      { system: codeSystems.antibacterial, code: one.agent, display: agent?.name ?? one.agent },
    ],
    text: agent?.name ?? one.agent,
  };
  return {
    ...frame(ground, `i${number}-${one.agent}`, code),
    ...(measured === undefined
      ? {}
      : {
          valueQuantity: {
            value: measured.value,
            ...(measured.comparator === undefined ? {} : { comparator: measured.comparator }),
            unit: unit.unit,
            system: codeSystems.ucum,
            code: unit.code,
          },
          method: { text: `${methods[measured.method]}, ${ground.standard}` },
        }),
    ...(interpretation === undefined
      ? {}
      : {
          interpretation: [{ coding: [{ system: INTERPRETATION, code: interpretation }], text: words[interpretation] }],
        }),
    ...(one.isForced ? { note: [{ text: 'Trả kháng theo kiểu hình hoặc kháng tự nhiên' }] } : {}),
  };
}

/** what is told: read, judged, and not kept on the bench */
const isTold = ({ hidden, interpretation }: JudgedResult): boolean =>
  hidden === undefined && interpretation !== undefined;

function isolateGroup(ground: ReportGround, isolate: Isolate, judged: JudgedIsolate): Observation[] {
  const organism = organismOf(isolate.organism);
  const members = judged.results.filter(isTold).map((one) => susceptibility(ground, isolate.number, one));
  const name = organism?.name ?? isolate.organism;
  const flags = judged.flags.map((flag) => ({
    coding: [{ system: codeSystems.resistanceFlag, code: flag }],
    text: flagNames[flag],
  }));
  return [
    {
      ...frame(ground, `i${isolate.number}`, {
        coding: [loinc(kindOf(ground.sheet.kind)?.loinc ?? '6463-4')],
        text: `Chủng ${isolate.number}`,
      }),
      valueCodeableConcept: {
        coding: [
          ...(organism?.snomed === undefined ? [] : [{ system: SNOMED, code: organism.snomed, display: name }]),
          { system: codeSystems.organism, code: isolate.organism, display: name },
        ],
        text: name,
      },
      ...(flags.length === 0 ? {} : { interpretation: flags }),
      ...(isolate.amount === '' ? {} : { note: [{ text: `Số lượng: ${isolate.amount}` }] }),
      ...(members.length === 0 ? {} : { hasMember: members.map(referenceTo) }),
    },
    ...members,
  ];
}

function readingObservation(ground: ReportGround, isolates: readonly Observation[]): Observation[] {
  const { sheet } = ground;
  const last = sheet.readings.toSorted((a, b) => a.day - b.day).at(-1);
  if (last === undefined) return [];
  return [
    {
      ...frame(ground, 'c', {
        coding: [{ system: codeSystems.microbiology, code: 'culture-reading' }],
        text: `Nuôi cấy: ${kindOf(sheet.kind)?.name ?? sheet.kind}`,
      }),
      valueString: `${readingWords[last.state]} sau ${last.day} ngày`,
      ...(isolates.length === 0 ? {} : { hasMember: isolates.map(referenceTo) }),
    },
  ];
}

const smearObservation = (ground: ReportGround): Observation[] =>
  ground.sheet.smear.length === 0
    ? []
    : [
        {
          ...frame(ground, 's', { coding: [loinc('664-3')], text: 'Nhuộm soi (Gram)' }),
          valueString: smearText(ground.sheet.smear),
        },
      ];

export interface CultureReport {
  readonly report: DiagnosticReport;
  readonly observations: readonly Observation[];
}

/**
 * What is told of a culture: the report (section MB), smear, reading, one Observation for each isolate with its
 * susceptibilities as members. What cascade and site keep back is not in it.
 *
 * @source HL7 FHIR R4 4.0.1, DiagnosticReport and Observation.hasMember (verified); LOINC 664-3 Gram stain (secondary)
 */
export function cultureReport(ground: ReportGround): CultureReport {
  const { report, sheet, judged, stage } = ground;
  const groups = sheet.isolates.map((isolate, index) =>
    isolateGroup(ground, isolate, judged[index] ?? { results: [], flags: [], warnings: [] }),
  );
  const heads = groups.flatMap((group) => group.slice(0, 1));
  const smear = smearObservation(ground);
  const reading = readingObservation(ground, heads);
  const { conclusion: _conclusion, ...rest } = report;
  return {
    report: {
      ...rest,
      status: stage,
      category: [{ coding: [{ system: SECTION, code: 'MB' }], text: 'Vi sinh' }],
      issued: ground.issued,
      performer: [ground.performer],
      resultsInterpreter: [ground.performer],
      result: [...smear, ...reading, ...heads].map(referenceTo),
      ...(sheet.comment === '' ? {} : { conclusion: sheet.comment }),
    },
    observations: [...smear, ...reading, ...groups.flat()],
  };
}

const core = ({
  status: _status,
  issued: _issued,
  performer: _performer,
  meta: _meta,
  text: _text,
  ...rest
}: Observation) => rest;
/** the same content whatever the order of its keys */
const written = (value: unknown): string =>
  JSON.stringify(value, (_key, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => a.localeCompare(b)))
      : one,
  );

/**
 * What was told before and what is told now: unchanged ones stay as they are, changed ones of a final report become
 * `amended`, those that are told no more `entered-in-error`.
 *
 * @returns only what has to be written, with the version it replaces
 * @source HL7 FHIR R4 4.0.1, Observation.status (verified)
 */
export function changesSince(
  before: readonly Observation[],
  now: readonly Observation[],
  isAmended: boolean,
): Observation[] {
  const known = new Map(before.map((one) => [one.id, one]));
  const ids = new Set(now.map(({ id }) => id));
  const changed = now.flatMap((one): Observation[] => {
    const earlier = known.get(one.id);
    if (earlier === undefined) return [one];
    const isSame = written(core(earlier)) === written(core(one));
    if (isAmended && isSame && earlier.status !== 'entered-in-error') return [];
    const meta = earlier.meta === undefined ? {} : { meta: earlier.meta };
    return [{ ...one, ...meta, status: isAmended ? 'amended' : one.status }];
  });
  const gone = before.filter(({ id, status }) => !ids.has(id) && status !== 'entered-in-error');
  return [...changed, ...gone.map((one): Observation => ({ ...one, status: 'entered-in-error' }))];
}
