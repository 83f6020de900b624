import { codeSystems, identifierSystems, identifierValue, toVnIso } from '@lienmach/core';
import type { MessageContext } from '@lienmach/exchange';
import type { DiagnosticReport, Observation, Patient, ServiceRequest, Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import type { ResultGround } from '../rules/lab-result.ts';
import { testCodeOf } from '../rules/order-obstacles.ts';
import { isUsable } from '../rules/specimen-life.ts';
import { type Found, listOf, resourceOf } from './found-resource.ts';
import type { HeardGroup } from './heard-result.ts';
import { messageCatalog } from './message-catalog.ts';

/** An order with its report, and what a message adds to it. */
export interface Sheet {
  readonly order: ServiceRequest;
  readonly report: DiagnosticReport;
  readonly ground: ResultGround;
  readonly results: Map<string, Observation>;
  /** the machine names the order, so that it may say the order is complete; else the catalog says it */
  readonly isNamed: boolean;
  isPartial: boolean;
}

const isOpen = ({ status }: DiagnosticReport): boolean =>
  status === 'registered' || status === 'partial' || status === 'preliminary';

interface Parts {
  readonly group: HeardGroup;
  readonly patient: Patient;
  readonly specimen: Specimen | undefined;
  readonly now: Date;
  readonly context: MessageContext;
}

function newSheet(order: ServiceRequest, report: DiagnosticReport, parts: Parts): Sheet {
  const { group, patient, specimen, now } = parts;
  if (order.subject.reference !== `Patient/${patient.id}`) throw errors.patientMismatch({ at: 'PID-3' });
  const collectedAt = specimen?.collection?.collectedDateTime ?? report.effectiveDateTime ?? group.collectedAt;
  const catalog = messageCatalog(parts.context, collectedAt ?? order.authoredOn ?? toVnIso(now));
  const test = catalog.test(testCodeOf(order, codeSystems.services7603));
  if (test === undefined) throw errors.unknownTest({ at: 'ServiceRequest.code' });
  const ground: ResultGround = {
    order,
    orderNumber: group.orderNumber || (identifierValue(order, identifierSystems.orderNumber) ?? ''),
    test,
    patient,
    specimen: specimen === undefined ? order.specimen?.[0] : { reference: `Specimen/${specimen.id}` },
    collectedAt,
    now,
    catalog,
  };
  return { order, report, ground, results: new Map(), isNamed: group.orderNumber !== '', isPartial: group.isPartial };
}

function checkOpen(order: ServiceRequest, report: DiagnosticReport): void {
  if (!isOpen(report)) throw errors.alreadyVerified({ at: 'DiagnosticReport.status', detail: report.status });
  if (order.status !== 'active') throw errors.orderNotActive({ at: 'ServiceRequest.status', detail: order.status });
}

const isOn = (order: ServiceRequest, specimen: Specimen): boolean =>
  order.specimen?.some(({ reference }) => reference === `Specimen/${specimen.id}`) ?? false;

/** The one order that the message names. */
function namedSheet(found: Found, parts: Parts): Sheet[] {
  const { group, patient, specimen } = parts;
  const order = resourceOf(found, `order.${group.index}`, 'ServiceRequest');
  const report = resourceOf(found, `report.${group.index}`, 'DiagnosticReport');
  if (order === undefined || report === undefined) throw errors.orderNumberMissing({ at: 'OBR-2' });
  if (order.subject.reference !== `Patient/${patient.id}`) throw errors.patientMismatch({ at: 'PID-3' });
  checkOpen(order, report);
  if (specimen !== undefined && !isOn(order, specimen)) throw errors.specimenMismatch({ at: 'SPM-2' });
  return [newSheet(order, report, parts)];
}

/** Every order on the tube that still waits for results. */
function tubeSheets(parts: Parts): Sheet[] {
  const { context, group } = parts;
  const { index } = group;
  const reports = listOf(context, `reports.${index}`, 'DiagnosticReport');
  const pairs = listOf(context, `orders.${index}`, 'ServiceRequest').flatMap((order) => {
    const report = reports.find(({ basedOn }) =>
      basedOn?.some(({ reference }) => reference === `ServiceRequest/${order.id}`),
    );
    return report === undefined ? [] : [{ order, report }];
  });
  const open = pairs.filter(({ order, report }) => order.status === 'active' && isOpen(report));
  const [first] = pairs;
  if (open.length === 0 && first !== undefined) checkOpen(first.order, first.report);
  if (open.length === 0) throw errors.orderNotActive({ at: 'ServiceRequest.specimen' });
  return open.map(({ order, report }) => newSheet(order, report, parts));
}

/** The orders that a group of results may belong to. @throws every refusal of the parts */
export function sheetsOf(found: Found, parts: Omit<Parts, 'specimen'>): Sheet[] {
  const specimen = resourceOf(found, `specimen.${parts.group.index}`, 'Specimen');
  if (specimen !== undefined && !isUsable(specimen)) throw errors.specimenUnusable({ at: 'SPM-2' });
  const all = { ...parts, specimen };
  return parts.group.orderNumber === '' ? tubeSheets(all) : namedSheet(found, all);
}
