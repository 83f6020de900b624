import { identifierSystems, identifierValue, nameText, VN_ZONE } from '@lienmach/core';
import { type Hl7SegmentDraft, hl7Date, hl7Time, writeHl7 } from '@lienmach/exchange';
import type { Encounter, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import { replacedNumber } from '../rules/specimen-life.ts';
import type { OrderListener } from './order-listener.ts';
import type { TubeWork } from './work-on-tube.ts';

export interface LabOrder {
  readonly order: ServiceRequest;
  readonly specimens: readonly Specimen[];
  readonly patient: Patient;
  readonly encounter: Encounter;
}

export const orderNumberOf = (order: ServiceRequest): string =>
  identifierValue(order, identifierSystems.orderNumber) ?? '';

/**
 * One order and one tube, one control id: told twice, the partner and the queue both see the same message. A tube that
 * replaces a rejected one is told again.
 */
export function controlIdOf(order: ServiceRequest, specimens: readonly Specimen[]): string {
  const again = specimens.find((one) => replacedNumber(one) !== undefined);
  const mark = again === undefined ? '' : `-${specimenNumberOf(again)?.slice(-4) ?? ''}`;
  return `O${orderNumberOf(order)}${mark}`;
}

/** Number of the answer that told a machine to measure an order on a tube it had asked about. */
export const answerIdOf = (order: ServiceRequest, tube: string): string => `Q${orderNumberOf(order)}@${tube}`;

export const answerIdsOf = (work: readonly TubeWork[]): string[] =>
  work.flatMap(({ tube, orders }) => orders.map(({ order }) => answerIdOf(order, tube)));

/** NW: measure this; CA: what was told before, no longer. */
export type OrderControl = 'NW' | 'CA';

/** A cancellation says that it is one, and of which message: told twice, it leaves once. */
export const cancelIdOf = (told: string): string => `C${told}`;

const sexes: Readonly<Record<string, string>> = { male: 'M', female: 'F', other: 'O', unknown: 'U' };
const classes: Readonly<Record<string, string>> = { AMB: 'O', IMP: 'I', EMER: 'E' };
const time = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : hl7Time(new Date(instant), VN_ZONE);

export function patientSegment(patient: Patient): Hl7SegmentDraft {
  const [name] = patient.name ?? [];
  const given = name?.given?.join(' ');
  return {
    name: 'PID',
    fields: {
      1: '1',
      3: [identifierValue(patient, identifierSystems.patientNumber), undefined, undefined, 'LIENMACH', 'MR'],
      5: name?.family === undefined ? [nameText(patient.name)] : [name.family, given],
      7: patient.birthDate === undefined ? undefined : hl7Date(patient.birthDate),
      8: sexes[patient.gender ?? 'unknown'],
    },
  };
}

const visitSegment = (encounter: Encounter): Hl7SegmentDraft => ({
  name: 'PV1',
  fields: { 1: '1', 2: classes[encounter.class.code ?? ''] ?? 'U' },
});

const requester = (order: ServiceRequest): readonly (string | undefined)[] => [
  order.requester?.reference?.split('/')[1],
  order.requester?.display,
];

function commonOrder(order: ServiceRequest, control: OrderControl): Hl7SegmentDraft {
  return {
    name: 'ORC',
    fields: {
      1: control,
      2: orderNumberOf(order),
      4: order.requisition?.value,
      9: time(order.authoredOn),
      12: requester(order),
    },
  };
}

/** OBR-4 carries the service code; a LOINC panel code, where there is one, is the alternate identifier. */
function requestSegment({ order, specimens }: LabOrder): Hl7SegmentDraft {
  const [service, loinc] = order.code?.coding ?? [];
  const [specimen] = specimens;
  return {
    name: 'OBR',
    fields: {
      1: '1',
      2: orderNumberOf(order),
      4: [
        service?.code,
        order.code?.text,
        'L',
        ...(loinc?.code === undefined ? [] : [loinc.code, loinc.display, 'LN']),
      ],
      5: order.priority === 'stat' ? 'S' : 'R',
      7: time(specimen?.collection?.collectedDateTime),
      16: requester(order),
      18: specimenNumberOf(specimen),
    },
  };
}

const specimenNumberOf = (specimen: Specimen | undefined): string | undefined =>
  identifierValue(specimen, identifierSystems.specimenNumber);

function specimenSegment(specimen: Specimen, index: number): Hl7SegmentDraft {
  const type = specimen.type?.coding?.[0];
  return {
    name: 'SPM',
    fields: {
      1: String(index + 1),
      2: [specimenNumberOf(specimen)],
      4: [type?.code, specimen.type?.text ?? type?.display, 'HL70487'],
      17: time(specimen.collection?.collectedDateTime),
    },
  };
}

/** One test of an order in the machine's own code. */
const codedRequest = (
  order: ServiceRequest,
  code: string,
  { turn, control }: { turn: number; control: OrderControl },
): Hl7SegmentDraft[] => [
  {
    name: 'ORC',
    fields: { 1: control, 2: orderNumberOf(order), 4: order.requisition?.value, 9: time(order.authoredOn) },
  },
  {
    name: 'OBR',
    fields: {
      1: String(turn),
      2: orderNumberOf(order),
      4: [code, undefined, 'L'],
      5: order.priority === 'stat' ? 'S' : 'R',
    },
  },
];

/**
 * One tube with every test that is still to be done on it, in the machine's codes: the middle of OML^O33, and of the answer
 * to a host query.
 *
 * @source HL7 v2.5.1 chapter 4, OML^O33 (from memory)
 */
export const tubeSegments = (
  { patient, specimen, orders }: TubeWork,
  control: OrderControl = 'NW',
): Hl7SegmentDraft[] => [
  patientSegment(patient),
  specimenSegment(specimen, 0),
  ...orders
    .flatMap(({ order, codes }) => codes.map((code) => ({ order, code })))
    .flatMap(({ order, code }, turn) => codedRequest(order, code, { turn: turn + 1, control })),
];

/** What every order message is sent under. */
export interface OrderHead {
  readonly controlId: string;
  readonly control: OrderControl;
  readonly listener: OrderListener;
  readonly at: Date;
}

/** What an analyzer hears that did not ask: OML^O33. */
export const tubeOrderMessage = (work: TubeWork, { controlId, control, listener, at }: OrderHead): string =>
  writeHl7(
    {
      type: ['OML', 'O33', 'OML_O33'],
      controlId,
      at,
      zone: VN_ZONE,
      from: { application: listener.sender ?? 'LIENMACH' },
      to: { application: listener.receiver },
      charset: listener.charset,
    },
    tubeSegments(work, control),
  );

/**
 * A laboratory order as the analyzer hears it: patient, order number, specimen number, test. OML^O21 has its specimen
 * segments; ORM^O01 knows none, there the tube number stands in OBR-18 alone (placer field 1).
 *
 * @source HL7 v2.5.1 chapter 4, OML^O21 and ORM^O01 (from memory); QĐ 7713/QĐ-BYT (30/12/2016), HL7 message standard: content (unsure)
 */
export function orderMessage(lab: LabOrder, { controlId, control, listener, at }: OrderHead): string {
  const isOld = listener.dialect === 'ORM^O01';
  return writeHl7(
    {
      type: isOld ? ['ORM', 'O01', 'ORM_O01'] : ['OML', 'O21', 'OML_O21'],
      controlId,
      at,
      zone: VN_ZONE,
      from: { application: listener.sender ?? 'LIENMACH' },
      to: { application: listener.receiver },
      charset: listener.charset,
    },
    [
      patientSegment(lab.patient),
      visitSegment(lab.encounter),
      commonOrder(lab.order, control),
      requestSegment(lab),
      ...(isOld ? [] : lab.specimens.map(specimenSegment)),
    ],
  );
}
