import { identifierSystems } from '@lienmach/core';
import type { MessageContext, Need } from '@lienmach/exchange';
import { errors } from '../errors.ts';
import { controlIdsOf } from './control-points.ts';
import { byIdentifier, onTube, onTubesOf, patientOfTube } from './found-resource.ts';
import type { HeardGroup, HeardResults } from './heard-result.ts';
import { indexNeed } from './told-indices.ts';

/** Orders on one tube, and reports: a tube that has more is no tube. */
const MOST_ON_TUBE = 40;
const MOST_RESULTS = 300;

/** Groups of one patient share what was found. */
export const patientNeed = ({ index, patientNumber }: HeardGroup, [first]: readonly HeardGroup[]): string =>
  patientNumber !== '' && patientNumber === first?.patientNumber ? 'patient' : `patient.${index}`;

/** A machine that numbers its patients itself says so in its channel (`patient` = `ignore`): then the tube alone tells. */
export const marksPatient = ({ patientNumber }: HeardGroup, { channel }: MessageContext): boolean =>
  patientNumber !== '' && channel.options.patient !== 'ignore';

/** Results that are calculated with, or calculated already: of every order on the tube. */
const tubeResults = ({ index, specimenNumber }: HeardGroup): Need =>
  specimenNumber === ''
    ? onTubesOf(`order.${index}`, 'Observation', MOST_RESULTS)
    : onTube(`specimen.${index}`, 'Observation', MOST_RESULTS);

function groupNeeds(group: HeardGroup, context: MessageContext): Record<string, Need> {
  const { index, orderNumber, specimenNumber } = group;
  const { orderNumber: orders, specimenNumber: specimens } = identifierSystems;
  if (orderNumber !== '') {
    return {
      [`order.${index}`]: byIdentifier('ServiceRequest', orders, orderNumber),
      [`report.${index}`]: byIdentifier('DiagnosticReport', orders, orderNumber),
      [`results.${index}`]: tubeResults(group),
      ...indexNeed(group, context),
      ...(specimenNumber === '' ? {} : { [`specimen.${index}`]: byIdentifier('Specimen', specimens, specimenNumber) }),
    };
  }
  const tube = `specimen.${index}`;
  return {
    [tube]: byIdentifier('Specimen', specimens, specimenNumber),
    [`orders.${index}`]: onTube(tube, 'ServiceRequest', MOST_ON_TUBE),
    [`reports.${index}`]: onTube(tube, 'DiagnosticReport', MOST_ON_TUBE),
    [`results.${index}`]: tubeResults(group),
    ...(marksPatient(group, context) ? {} : { [`patient.${index}`]: patientOfTube(tube) }),
  };
}

/**
 * What must be in the record before results can be written.
 *
 * @throws laboratory.patientMissing where an order is answered without its patient
 */
export function resultNeeds({ groups, controls }: HeardResults, context: MessageContext): Record<string, Need> {
  const needs: Record<string, Need> = {};
  for (const group of groups) {
    if (group.orderNumber !== '' && group.patientNumber === '') throw errors.patientMissing({ at: 'PID-3' });
    const system = identifierSystems.patientNumber;
    if (marksPatient(group, context) || group.orderNumber !== '')
      needs[patientNeed(group, groups)] = byIdentifier('Patient', system, group.patientNumber);
    Object.assign(needs, groupNeeds(group, context));
  }
  for (const id of controlIdsOf(controls, context)) {
    needs[`control.${id}`] = { search: `Observation?_id=${id}`, optional: true };
  }
  return needs;
}
