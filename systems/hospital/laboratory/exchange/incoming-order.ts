import { declaredIdentifiers, identifierSystems, partnerSystem, personIn, toVnIso, VN_ZONE } from '@lienmach/core';
import {
  fhirTime,
  type Hl7Message,
  type Hl7SegmentDraft,
  hl7Marks,
  hl7Numbers,
  type MessageContext,
  type Need,
  stableId,
  unknownCode,
  writeHl7,
} from '@lienmach/exchange';
import type { MessageMapping } from '@lienmach/system-kit';
import type { Bundle, BundleEntry, DiagnosticReport, FhirResource, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import type { LabTest } from '../catalogs/lab-test.ts';
import { tubeOf } from '../catalogs/lab-tests.ts';
import { errors } from '../errors.ts';
import { newOrder, newReport, newSpecimen, type OrderGround } from '../rules/new-order.ts';
import { isUsable } from '../rules/specimen-life.ts';
import { type Asked, askedIn, isBySpecimen } from './asked-orders.ts';
import { catalogLists, messageCatalog } from './message-catalog.ts';

const escaped = (value: string): string => value.replace(/[\\,$|]/g, '\\$&');
const search = (type: string, tokens: readonly string[]): string =>
  `${type}?${new URLSearchParams({ identifier: tokens.join(',') })}`;

function numbersOf(message: Hl7Message, { channel }: MessageContext) {
  const written = hl7Numbers(message.segment('PID'), 3);
  const identifiers = declaredIdentifiers(written, channel.options, channel.partner);
  if (identifiers.length === 0) throw errors.patientMissing({ at: 'PID-3' });
  return identifiers;
}

/** Two marks must agree; the laboratory makes no records of persons. @throws laboratory.patientMismatch */
function personOf(message: Hl7Message, context: MessageContext): Patient {
  const marks = { identifiers: numbersOf(message, context), ...hl7Marks(message.segment('PID')) };
  const isPatient = (one: FhirResource): one is Patient => one.resourceType === 'Patient';
  const found = personIn(marks, (context.lists.persons ?? []).filter(isPatient));
  if (typeof found === 'string') throw errors.patientMismatch({ at: 'PID-3', detail: found });
  return found;
}

/** Our test for the code of the placer, by the channel's map or as it is. @throws exchange.unknownCode */
function testOf({ request }: Asked, context: MessageContext, orderedAt: string): LabTest {
  const [code, system] = [request.get(4, 1) || request.get(4, 4), request.get(4, 3)];
  const test = messageCatalog(context, orderedAt).test(context.translate(code, system) ?? code);
  if (test === undefined) throw unknownCode({ at: 'OBR-4', code, ...(system === '' ? {} : { system }) });
  return test;
}

const put = (resource: FhirResource): BundleEntry => ({
  resource,
  request: {
    method: 'PUT',
    url: `${resource.resourceType}/${resource.id}`,
    ...(resource.meta?.versionId === undefined ? {} : { ifMatch: `W/"${resource.meta.versionId}"` }),
  },
});

type Found = Readonly<Record<string, FhirResource>>;

/** A tube that the house knows already must be this patient's, and still good. @throws laboratory.specimenMismatch, specimenUnusable */
function checkedTube(tube: Specimen, { subject }: ServiceRequest): Specimen {
  if (tube.subject?.reference !== subject.reference) throw errors.specimenMismatch({ at: 'SPM-2' });
  if (!isUsable(tube)) throw errors.specimenUnusable({ at: 'SPM-2', detail: tube.status });
  return tube;
}

/** Tubes of the orders, each once, with every order that is measured from it. */
interface Tubes {
  readonly known: Found;
  readonly filed: Map<string, Specimen>;
}

/** @throws laboratory.unknownTest, tubesDiffer, specimenMismatch, specimenUnusable */
function newEntries(
  asked: Asked,
  at: number,
  { ground, tubes, context }: { ground: OrderGround; tubes: Tubes; context: MessageContext },
): FhirResource[] {
  const test = testOf(asked, context, ground.orderedAt);
  const tube = tubeOf(test);
  if (tube === undefined) throw errors.unknownTest({ at: 'OBR-4' });
  const { partner } = context.channel;
  const id = stableId(partner, 'lab-order', asked.placer);
  const order = { reference: `ServiceRequest/${id}` };
  const known = tubes.filed.get(asked.tube) ?? tubes.known[`tube.${at}`];
  const fresh: Specimen = {
    ...newSpecimen(tube, asked.tube, [], ground),
    id: stableId(partner, 'lab-specimen', asked.tube),
  };
  const specimen = known?.resourceType === 'Specimen' ? known : fresh;
  const taken = { reference: `Specimen/${specimen.id}` };
  const placed = newOrder(test, asked.number, taken, ground);
  const told = { system: partnerSystem(partner, 'order'), value: asked.placer };
  if (specimen.type?.coding?.[0]?.code !== tube.specimen.code) throw errors.tubesDiffer({ at: 'SPM-4' });
  tubes.filed.set(asked.tube, {
    ...checkedTube(specimen, placed),
    request: [...(specimen.request ?? []), order],
  });
  return [
    { ...placed, id, identifier: [...(placed.identifier ?? []), told] } satisfies ServiceRequest,
    { ...newReport(test, asked.number, { order, specimen: taken }, ground), id } satisfies DiagnosticReport,
  ];
}

/** Taken back before anybody measured: the order and its empty report. @throws laboratory.orderNotActive */
function takenBack(asked: Asked, at: number, found: Found): FhirResource[] {
  const [order, report] = [found[`order.${at}`], found[`report.${at}`]];
  if (order?.resourceType !== 'ServiceRequest' || report?.resourceType !== 'DiagnosticReport') {
    throw errors.orderNotActive({ at: 'ORC-1', detail: asked.control });
  }
  if (order.status === 'revoked') return [];
  if (order.status !== 'active' || report.status !== 'registered') throw errors.orderNotActive({ at: 'ORC-1' });
  return [
    { ...order, status: 'revoked' },
    { ...report, status: 'cancelled' },
  ];
}

function groundOf(asked: Asked, message: Hl7Message, patient: Patient, found: Found, now: Date): OrderGround {
  const { visit } = found;
  if (visit?.resourceType !== 'Encounter' || visit.subject?.reference !== `Patient/${patient.id}`) {
    throw errors.patientMismatch({ at: 'PV1-19' });
  }
  const common = asked.order ?? message.segment('ORC');
  const display = [2, 4, 3]
    .map((part) => asked.request.get(16, part))
    .join(' ')
    .trim();
  const requester = { display: display === '' ? (message.segment('MSH')?.get(3) ?? '?') : display };
  const collected = fhirTime(asked.specimen?.get(17) || asked.request.get(7), 'SPM-17', VN_ZONE);
  return {
    patient: { reference: `Patient/${patient.id}` },
    encounter: { reference: `Encounter/${visit.id}` },
    requester,
    orderedAt: fhirTime(common?.get(9) ?? '', 'ORC-9', VN_ZONE) ?? toVnIso(now),
    collectedAt: collected?.includes('T') === true ? collected : undefined,
    collector: requester,
    requisition: common?.get(4) || asked.number,
    priority: asked.request.get(5) === 'S' || asked.timing?.get(9) === 'S' ? 'stat' : 'routine',
  };
}

/** What is said of the orders of one specimen. */
const answered = ({ control, placer, number }: Asked): Hl7SegmentDraft => ({
  name: 'ORC',
  fields: { 1: control === 'CA' || control === 'OC' ? 'CR' : 'OK', 2: placer, 3: number },
});

function answeredBySpecimen(asked: readonly Asked[]): Hl7SegmentDraft[] {
  const tubes = [...new Set(asked.map(({ tube }) => tube))];
  return tubes.flatMap((tube, turn) => [
    { name: 'SPM', fields: { 1: String(turn + 1), 2: tube } },
    ...asked.filter((one) => one.tube === tube).map(answered),
  ]);
}

/**
 * Each order with our number beside the placer's.
 *
 * @source HL7 v2.5.1 chapter 4, ORL^O22 (verified), ORL^O34 (from memory)
 */
function answer(message: Hl7Message, now: Date, context: MessageContext): string {
  const header = message.segment('MSH');
  const asked = askedIn(message, context);
  return writeHl7(
    {
      type: isBySpecimen(message) ? ['ORL', 'O34', 'ORL_O34'] : ['ORL', 'O22', 'ORL_O22'],
      controlId: stableId(context.channel.id, message.controlId).slice(0, 20),
      at: now,
      zone: VN_ZONE,
      from: { application: header?.get(5), facility: header?.get(6) },
      to: { application: header?.get(3), facility: header?.get(4) },
    },
    [
      { name: 'MSA', fields: { 1: 'AA', 2: message.controlId } },
      ...(isBySpecimen(message) ? answeredBySpecimen(asked) : asked.map(answered)),
    ],
  );
}

/**
 * An outside HIS orders tests here: the order, its tube and its empty report, as if it had been ordered in this house. The
 * patient must be known by two marks and the visit by its number (ADT comes first). Several orders may share a tube.
 *
 * @source HL7 v2.5.1 chapter 4, OML^O21 (verified), OML^O33 (from memory)
 */
const orderMapping = (on: string, id: string): MessageMapping => ({
  on,
  id,
  standing: catalogLists,
  needs(message, context) {
    const { partner } = context.channel;
    const visit = message.segment('PV1')?.get(19) || message.segment('PID')?.get(18) || '';
    if (visit === '') throw errors.visitNumberMissing({ at: 'PV1-19' });
    const persons = numbersOf(message, context).map(({ system, value = '' }) => `${system}|${escaped(value)}`);
    const needs: Record<string, Need> = {
      persons: { search: search('Patient', persons), many: 10 },
      visit: search('Encounter', [`${partnerSystem(partner, 'visit')}|${escaped(visit)}`]),
    };
    askedIn(message, context).forEach(({ number, tube }, at) => {
      const token = `${identifierSystems.orderNumber}|${escaped(number)}`;
      needs[`order.${at}`] = { search: search('ServiceRequest', [token]), optional: true };
      needs[`report.${at}`] = { search: search('DiagnosticReport', [token]), optional: true };
      const label = `${identifierSystems.specimenNumber}|${escaped(tube)}`;
      needs[`tube.${at}`] = { search: search('Specimen', [label]), optional: true };
    });
    return needs;
  },
  map(message, found: Found, now, context): Bundle {
    const patient = personOf(message, context);
    const tubes: Tubes = { known: found, filed: new Map() };
    const resources = askedIn(message, context).flatMap((asked, at) => {
      if (asked.control === 'CA' || asked.control === 'OC') return takenBack(asked, at, found);
      const ground = groundOf(asked, message, patient, found, now);
      return found[`order.${at}`] === undefined ? newEntries(asked, at, { ground, tubes, context }) : [];
    });
    return { resourceType: 'Bundle', type: 'transaction', entry: [...resources, ...tubes.filed.values()].map(put) };
  },
  reply: (message, _found, now, context) => answer(message, now, context),
});

export const incomingOrder = orderMapping('OML^O21', 'laboratory.order-oml');
export const incomingTubeOrder = orderMapping('OML^O33', 'laboratory.order-oml-o33');
