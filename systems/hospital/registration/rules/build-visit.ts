import {
  chargeItem,
  codeSystems,
  extensions,
  identifierSystems,
  logicalOrganization,
  type Price,
  parseQuantity3,
  present,
  toVnIso,
  vnEncounter,
} from '@lienmach/core';
import type { Site, SiteUnit } from '@lienmach/system-kit';
import type { Account, ChargeItem, Encounter, Reference, Task } from 'fhir/r4';

/** All that is decided before a visit is written. */
export interface VisitPlan {
  readonly site: Site;
  readonly room: SiteUnit;
  readonly patient: Reference;
  /** in the order of the Account */
  readonly coverages: readonly Reference[];
  readonly arrived: Date;
  readonly claimId: string;
  readonly recordNumber: string;
  readonly ticket: string;
  readonly reason: string;
  readonly priority: Priority;
  readonly entitlement: string;
  readonly referral?: { readonly from?: string; readonly number?: string };
}

export type Priority = 'routine' | 'priority' | 'emergency';

const actPriority = { routine: 'R', priority: 'UR', emergency: 'EM' } as const;
const taskPriority = { routine: 'routine', priority: 'urgent', emergency: 'stat' } as const;
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const ACT_PRIORITY = 'http://terminology.hl7.org/CodeSystem/v3-ActPriority';

/** @source Luật KCB 15/2023/QH15, art. 3 (priority for emergencies, children, the old, pregnant women): code by desk (from memory) */
export function buildEncounter(plan: VisitPlan, account: Reference): Encounter {
  const { referral, site, room } = plan;
  const hospitalization = {
    ...(referral?.from === undefined ? {} : { origin: logicalOrganization(identifierSystems.facility, referral.from) }),
    ...(referral?.number === undefined
      ? {}
      : { preAdmissionIdentifier: { system: identifierSystems.referralPaper, value: referral.number } }),
  };
  return {
    resourceType: 'Encounter',
    meta: { profile: [vnEncounter.url] },
    extension: [
      {
        url: extensions.entitlement,
        valueCodeableConcept: { coding: [{ system: codeSystems.entitlement, code: plan.entitlement }] },
      },
      {
        url: extensions.department,
        valueReference: logicalOrganization(identifierSystems.department, room.department),
      },
    ],
    identifier: [
      {
        type: { coding: [{ system: codeSystems.identifierType, code: 'MA_LK' }] },
        system: identifierSystems.claimId,
        value: plan.claimId,
      },
      { system: identifierSystems.recordNumber, value: plan.recordNumber },
      { system: identifierSystems.queueNumber, value: plan.ticket },
    ],
    status: 'arrived',
    class: { system: ACT_CODE, code: plan.priority === 'emergency' ? 'EMER' : 'AMB' },
    type: [{ coding: [{ system: codeSystems.encounterType, code: '01' }] }],
    priority: { coding: [{ system: ACT_PRIORITY, code: actPriority[plan.priority] }] },
    subject: plan.patient,
    period: { start: toVnIso(plan.arrived) },
    reasonCode: [{ text: plan.reason }],
    account: [account],
    ...(Object.keys(hospitalization).length > 0 ? { hospitalization } : {}),
    location: [
      {
        location: {
          type: 'Location',
          identifier: { system: identifierSystems.room, value: room.id },
          display: room.name,
        },
      },
    ],
    serviceProvider: { reference: site.facility.organization },
  };
}

/** @source FHIR R4 Account; one account for each visit is our own choice (verified) */
export const buildAccount = (plan: VisitPlan): Account => ({
  resourceType: 'Account',
  status: 'active',
  subject: [plan.patient],
  servicePeriod: { start: toVnIso(plan.arrived) },
  ...(plan.coverages.length === 0
    ? {}
    : { coverage: plan.coverages.map((coverage, index) => ({ coverage, priority: index + 1 })) }),
  owner: { reference: plan.site.facility.organization },
});

/**
 * The waiting list entry of the exam room, called by its number.
 *
 * @source FHIR R4 Task (verified); a queue by Task is our own choice
 */
export const buildWaitingTask = (reserved: Task, plan: VisitPlan, encounter: Reference): Task => ({
  ...reserved,
  status: 'requested',
  priority: taskPriority[plan.priority],
  focus: encounter,
  encounter,
  ...present({ description: plan.reason }),
});

/**
 * The examination as a charge. The doctor is put in when the examination is recorded; the order is given at the desk.
 *
 * @source QĐ 3176/QĐ-BYT (29/10/2024), XML3, cost group 13; payment by service is code 1 (secondary)
 */
export const buildExamCharge = (
  plan: VisitPlan,
  price: Price,
  name: string,
  encounter: Reference,
  account: Reference,
): ChargeItem =>
  chargeItem({
    kind: 'service',
    code: plan.room.examService ?? '',
    name,
    quantity: parseQuantity3('1'),
    unit: price.unit,
    scope: '1',
    paymentRatio: 10_000,
    hospitalUnitPrice: price.hospital,
    ...present({ insuranceUnitPrice: price.insurance }),
    costGroup: price.costGroup ?? '13',
    paymentMethod: '1',
    orderedAt: toVnIso(plan.arrived),
    orderedBy: [],
    performedBy: [],
    department: plan.room.department,
    patient: plan.patient,
    encounter,
    account,
    identifier: { system: identifierSystems.charge, value: `kham-${plan.claimId}` },
  });
