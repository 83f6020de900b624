import { type Hl7SegmentDraft, type Hl7Value, stableId } from '@lienmach/exchange';
import type {
  Appointment,
  ChargeItem,
  DiagnosticReport,
  DocumentReference,
  Encounter,
  Meta,
  Observation,
  Patient,
  ServiceRequest,
} from 'fhir/r4';
import { controlIdOf, eventsOfAppointment, eventsOfVisit, isAskedFor, type ToldKind } from '../rules/told-events.ts';
import type { ToldChannel } from './told-channels.ts';
import { relativesOut } from './told-relatives.ts';
import { codeOut, messageOut, personOut, told, visitOut } from './told-segments.ts';

export interface ToldMessage {
  readonly kind: ToldKind;
  readonly controlId: string;
  /** the same for every channel but its header and the segments that it did not ask for */
  content(channel: Pick<ToldChannel, 'receiver' | 'charset' | 'segments'>): string;
}

interface Part {
  readonly kind: ToldKind;
  readonly type: readonly [string, string, string];
  readonly about: {
    readonly resourceType: string;
    readonly id?: string | undefined;
    readonly meta?: Meta | undefined;
  };
  /** when it happened here */
  readonly at: Date;
  readonly segments: readonly Hl7SegmentDraft[];
}

function message({ kind, type, about, at, segments }: Part): ToldMessage {
  const digest = stableId(about.resourceType, about.id ?? '');
  const controlId = controlIdOf(type[1], digest, about.meta?.versionId);
  return {
    kind,
    controlId,
    content: ({ receiver, charset, segments: asked }) =>
      messageOut(
        type,
        { controlId, at, receiver, charset },
        segments.filter(({ name }) => isAskedFor(name, asked)),
      ),
  };
}

const event = (code: string, at: Date): Hl7SegmentDraft => ({
  name: 'EVN',
  fields: { 1: code, 2: told(at.toISOString()) },
});

const structures: Readonly<Record<string, string>> = { A05: 'ADT_A05', A03: 'ADT_A03', A11: 'ADT_A09' };

export const visitMessages = (encounter: Encounter, patient: Patient, at: Date): ToldMessage[] =>
  eventsOfVisit(encounter).map((code) =>
    message({
      kind: 'ADT',
      type: ['ADT', code, structures[code] ?? 'ADT_A01'],
      about: encounter,
      at,
      segments: [event(code, at), personOut(patient), ...relativesOut(patient), visitOut(encounter)],
    }),
  );

export const personMessage = (patient: Patient, at: Date): ToldMessage =>
  message({
    kind: 'ADT',
    type: ['ADT', 'A31', 'ADT_A05'],
    about: patient,
    at,
    segments: [
      event('A31', at),
      personOut(patient),
      ...relativesOut(patient),
      { name: 'PV1', fields: { 1: '1', 2: 'N' } },
    ],
  });

export function appointmentMessages(appointment: Appointment, patient: Patient, at: Date): ToldMessage[] {
  const place = appointment.participant.find(({ actor }) => actor?.reference?.startsWith('Location/'))?.actor;
  const number = appointment.identifier?.[0]?.value ?? appointment.id;
  const schedule: Hl7SegmentDraft = {
    name: 'SCH',
    fields: {
      1: number,
      2: number,
      7: codeOut(appointment.reasonCode?.[0]),
      11: [undefined, undefined, undefined, told(appointment.start), told(appointment.end)],
      25: appointment.status,
    },
  };
  const where: Hl7SegmentDraft[] =
    place === undefined
      ? []
      : [
          { name: 'RGS', fields: { 1: '1' } },
          { name: 'AIL', fields: { 1: '1', 3: [place.reference?.split('/')[1], place.display] } },
        ];
  return eventsOfAppointment(appointment).map((code) =>
    message({
      kind: 'SIU',
      type: ['SIU', code, 'SIU_S12'],
      about: appointment,
      at,
      segments: [schedule, personOut(patient), ...where],
    }),
  );
}

export const orderMessage = (order: ServiceRequest, patient: Patient, at: Date): ToldMessage =>
  message({
    kind: 'ORM',
    type: ['ORM', 'O01', 'ORM_O01'],
    about: order,
    at,
    segments: [
      personOut(patient),
      { name: 'ORC', fields: { 1: 'NW', 2: order.identifier?.[0]?.value ?? order.id, 9: told(order.authoredOn) } },
      {
        name: 'OBR',
        fields: {
          1: '1',
          2: order.identifier?.[0]?.value ?? order.id,
          4: codeOut(order.code),
          5: order.priority === 'stat' ? 'S' : 'R',
          16: [order.requester?.reference?.split('/')[1], order.requester?.display],
        },
      },
    ],
  });

const statuses: Readonly<Record<string, string>> = { final: 'F', corrected: 'C', amended: 'C', cancelled: 'X' };

/** OBX-2, OBX-5, OBX-6 by the kind of value. */
function valueFields({
  valueQuantity,
  valueString,
  valueCodeableConcept,
  dataAbsentReason,
}: Observation): Record<number, Hl7Value> {
  if (valueQuantity !== undefined) {
    const number = String(valueQuantity.value ?? '');
    const { comparator } = valueQuantity;
    const unit = [
      valueQuantity.code ?? valueQuantity.unit,
      valueQuantity.unit,
      valueQuantity.code === undefined ? 'L' : 'UCUM',
    ];
    return comparator === undefined ? { 2: 'NM', 5: number, 6: unit } : { 2: 'SN', 5: [comparator, number], 6: unit };
  }
  if (valueCodeableConcept !== undefined) return { 2: 'CWE', 5: codeOut(valueCodeableConcept) };
  return { 2: 'ST', 5: valueString ?? dataAbsentReason?.text };
}

const resultOut = (result: Observation, turn: number): Hl7SegmentDraft => ({
  name: 'OBX',
  fields: {
    1: String(turn + 1),
    3: codeOut(result.code),
    ...valueFields(result),
    7: result.referenceRange?.[0]?.text,
    8: result.interpretation?.[0]?.coding?.[0]?.code,
    11: statuses[result.status] ?? 'P',
    14: told(result.effectiveDateTime),
  },
});

export const reportMessage = (
  report: DiagnosticReport,
  results: readonly Observation[],
  patient: Patient,
  at: Date,
): ToldMessage => {
  const number = report.identifier?.[0]?.value ?? report.id;
  return message({
    kind: 'ORU',
    type: ['ORU', 'R01', 'ORU_R01'],
    about: report,
    at,
    segments: [
      personOut(patient),
      {
        name: 'OBR',
        fields: {
          1: '1',
          2: number,
          3: number,
          4: codeOut(report.code),
          7: told(report.effectiveDateTime),
          22: told(report.issued),
          25: statuses[report.status] ?? 'P',
        },
      },
      ...results.map(resultOut),
    ],
  });
};

/** The document itself when the record holds it in the reference; else that there is one. */
export function documentMessage(document: DocumentReference, patient: Patient, at: Date): ToldMessage {
  const attachment = document.content[0]?.attachment;
  const [type = 'application', subtype = 'octet-stream'] =
    (attachment?.contentType ?? '').split(';')[0]?.split('/') ?? [];
  const code = attachment?.data === undefined ? 'T01' : 'T02';
  const file: Hl7SegmentDraft[] =
    attachment?.data === undefined
      ? []
      : [
          {
            name: 'OBX',
            fields: {
              1: '1',
              2: 'ED',
              3: codeOut(document.type),
              5: [undefined, type, subtype, 'Base64', attachment.data],
              11: 'F',
            },
          },
        ];
  return message({
    kind: 'MDM',
    type: ['MDM', code, `MDM_${code}`],
    about: document,
    at,
    segments: [
      event(code, at),
      personOut(patient),
      { name: 'PV1', fields: { 1: '1', 2: 'N' } },
      {
        name: 'TXA',
        fields: {
          1: '1',
          2: codeOut(document.type),
          4: told(document.date),
          12: document.id,
          17: document.docStatus === 'preliminary' ? 'IP' : 'AU',
        },
      },
      ...file,
    ],
  });
}

const chargeOut = (item: ChargeItem, turn: number): Hl7SegmentDraft => ({
  name: 'FT1',
  fields: {
    1: String(turn + 1),
    2: item.id,
    4: told(item.occurrenceDateTime ?? item.occurrencePeriod?.start),
    6: 'CG',
    7: codeOut(item.code),
    10: item.quantity?.value === undefined ? undefined : String(item.quantity.value),
    11:
      item.priceOverride?.value === undefined
        ? undefined
        : [[String(item.priceOverride.value), item.priceOverride.currency]],
  },
});

/** All charges of a visit that has ended, in one message. */
export const chargesMessage = (
  encounter: Encounter,
  charges: readonly ChargeItem[],
  patient: Patient,
  at: Date,
): ToldMessage =>
  message({
    kind: 'DFT',
    type: ['DFT', 'P03', 'DFT_P03'],
    about: encounter,
    at,
    segments: [event('P03', at), personOut(patient), visitOut(encounter), ...charges.map(chargeOut)],
  });
