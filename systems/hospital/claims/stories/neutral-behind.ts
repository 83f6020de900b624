import { codeSystems, extensions } from '@lienmach/core';
import type { Coding, Reference } from 'fhir/r4';
import { at, coding, concept, person, text, type World, when } from './neutral-entries.ts';
import type { NeutralLine } from './neutral-visit.ts';

function addReport(world: World, line: NeutralLine): Reference {
  const { entries, patient: subject, encounter } = world;
  const { report } = line;
  const observation = (coding_: Coding, name: string, value: object): Reference =>
    entries.add({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [coding_], text: name },
      subject,
      encounter,
      ...value,
    });
  const result = [
    ...(report?.indicators ?? []).map((one) =>
      observation(
        coding(codeSystems.labIndicator, one.code),
        one.name,
        /^-?\d+(\.\d+)?$/.test(one.value)
          ? { valueQuantity: { value: Number(one.value), unit: one.unit ?? '' } }
          : { valueString: one.value },
      ),
    ),
    ...when(report?.description, (findings) =>
      observation(coding(codeSystems.loinc, '59776-5'), 'Mô tả', { valueString: findings }),
    ),
  ];
  return entries.add({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: line.name },
    subject,
    encounter,
    ...(line.performedAt ? { effectiveDateTime: at(line.performedAt) } : {}),
    ...(line.resultAt ? { issued: at(line.resultAt) } : {}),
    performer: (line.performedBy ?? []).map((id) => person(world, id)),
    ...(report?.readBy ? { resultsInterpreter: [person(world, report.readBy)] } : {}),
    ...(report?.conclusion ? { conclusion: report.conclusion } : {}),
    result,
  });
}

function addPrescription(world: World, line: NeutralLine): Reference {
  const { entries, patient: subject, encounter } = world;
  return entries.add({
    resourceType: 'MedicationRequest',
    status: 'completed',
    intent: 'order',
    medicationCodeableConcept: { ...concept(codeSystems.ingredient, line.code), text: line.name },
    subject,
    encounter,
    authoredOn: at(line.orderedAt),
    requester: person(world, line.orderedBy),
    extension: text(extensions.drugRegistration, line.registration),
    dosageInstruction: [
      {
        ...(line.dose ? { text: line.dose } : {}),
        ...(line.route ? { route: concept(codeSystems.route, line.route) } : {}),
      },
    ],
    ...(line.days
      ? {
          dispenseRequest: {
            expectedSupplyDuration: { value: line.days, unit: 'ngày', system: codeSystems.ucum, code: 'd' },
          },
        }
      : {}),
  });
}

function addOrder(world: World, line: NeutralLine): Reference {
  const { entries, patient: subject, encounter } = world;
  return entries.add({
    resourceType: 'ServiceRequest',
    status: 'completed',
    intent: 'order',
    code: { ...concept(codeSystems.services7603, line.code), text: line.name },
    subject,
    encounter,
    authoredOn: at(line.orderedAt),
    requester: person(world, line.orderedBy),
  });
}

const reported = new Set([1, 2, 3]);
export const timed = new Set([8, 18]);

/** What was handed out, and what was given at the facility. */
function addUse(world: World, line: NeutralLine, request: Reference): Reference[] {
  const { entries, patient: subject, encounter: context } = world;
  const medicationCodeableConcept = { ...concept(codeSystems.ingredient, line.code), text: line.name };
  const dispense = entries.add({
    resourceType: 'MedicationDispense',
    status: 'completed',
    medicationCodeableConcept,
    subject,
    context,
    authorizingPrescription: [request],
    quantity: { value: Number(line.quantity), unit: line.unit },
  });
  return [
    dispense,
    ...when(line.performedAt, (given) =>
      entries.add({
        resourceType: 'MedicationAdministration',
        status: 'completed',
        medicationCodeableConcept,
        subject,
        context,
        request,
        effectiveDateTime: at(given),
      }),
    ),
  ];
}

function addProcedure(world: World, line: NeutralLine, order: Reference): Reference {
  const { entries, patient: subject, encounter } = world;
  return entries.add({
    resourceType: 'Procedure',
    status: 'completed',
    basedOn: [order],
    code: { ...concept(codeSystems.services7603, line.code), text: line.name },
    subject,
    encounter,
    ...(line.performedAt
      ? {
          performedPeriod: {
            start: at(line.performedAt),
            ...(line.resultAt ? { end: at(line.resultAt) } : {}),
          },
        }
      : {}),
    performer: (line.performedBy ?? []).map((id) => ({ actor: person(world, id) })),
  });
}

/** What stands behind a line: order, prescription, report, procedure. */
export function behind(
  world: World,
  line: NeutralLine,
  isDrug: boolean,
): { service?: Reference[]; supportingInformation?: Reference[] } {
  if (isDrug) {
    const request = addPrescription(world, line);
    return {
      supportingInformation: [request],
      ...(world.isWhole ? { service: addUse(world, line, request) } : {}),
    };
  }
  if (!reported.has(line.group) && !timed.has(line.group)) return {};
  const order = addOrder(world, line);
  const supportingInformation = [order];
  if (timed.has(line.group))
    return { supportingInformation, ...(world.isWhole ? { service: [addProcedure(world, line, order)] } : {}) };
  return line.report || line.resultAt
    ? { supportingInformation, service: [addReport(world, line)] }
    : { supportingInformation };
}
