import { codeSystems, extensions, identifierSystems, xu } from '@lienmach/core';
import type { TestHospital } from '@lienmach/testing';
import type { Claim, Encounter, Patient } from 'fhir/r4';
import type { ClaimFinding } from '../rules/claim-finding.ts';
import { type ClaimState, withJudgement, withState } from '../rules/stored-claim.ts';

export interface ClaimWish {
  readonly state?: ClaimState;
  readonly month?: string;
  /** whole đồng */
  readonly asked?: number;
  readonly atRisk?: number;
  readonly findings?: readonly (Omit<ClaimFinding, 'atRisk'> & { readonly atRisk?: number })[];
  readonly name?: string;
  readonly department?: string;
  readonly doctor?: string;
}

const dong = (amount: number) => xu(BigInt(amount) * 100n);
let claims = 0;

const visitOf = (patient: string, { department, doctor }: ClaimWish): Encounter => ({
  resourceType: 'Encounter',
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject: { reference: patient },
  period: { start: '2026-09-07T08:00:00+07:00', end: '2026-09-07T11:00:00+07:00' },
  ...(department === undefined
    ? {}
    : {
        extension: [
          {
            url: extensions.department,
            valueReference: { identifier: { system: identifierSystems.department, value: department } },
          },
        ],
      }),
  ...(doctor === undefined
    ? {}
    : {
        participant: [
          {
            type: [{ coding: [{ system: codeSystems.participantRole, code: 'head-of-unit' }] }],
            individual: { reference: 'Practitioner/administrator' },
          },
          { individual: { reference: `Practitioner/${doctor}` } },
        ],
      }),
});

/** A claim on the board as the test wants it, with its patient and visit; nothing of it was computed. */
export async function storedClaim(hospital: TestHospital, wish: ClaimWish = {}): Promise<Claim> {
  const { state = 'ready', month = '2026-09', asked = 100_600, atRisk = 0, findings = [], name = 'Trần Thử' } = wish;
  const { store } = hospital.as('tool');
  claims += 1;
  const patient = await store.create<Patient>({ resourceType: 'Patient', name: [{ text: name }] });
  const subject = `Patient/${patient.id}`;
  const visit = await store.create(visitOf(subject, wish));
  const bare: Claim = {
    resourceType: 'Claim',
    identifier: [{ system: identifierSystems.claimId, value: `LK-BAN-${claims}` }],
    status: 'draft',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'institutional' }] },
    use: 'claim',
    patient: { reference: subject, display: name },
    billablePeriod: { start: '2026-09-07T08:00:00+07:00', end: '2026-09-07T11:00:00+07:00' },
    created: '2026-09-07T11:00:00+07:00',
    provider: { identifier: { system: identifierSystems.facility, value: '99001' } },
    priority: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/processpriority', code: 'normal' }] },
    insurance: [{ sequence: 1, focal: true, coverage: { display: 'Thẻ thử' } }],
    item: [
      {
        sequence: 1,
        productOrService: { text: 'Khám' },
        encounter: [{ reference: `Encounter/${visit.id}` }],
        net: { value: asked, currency: 'VND' },
      },
    ],
  };
  const judged = withJudgement(bare, {
    findings: findings.map((finding) => ({ ...finding, atRisk: dong(finding.atRisk ?? 0) })),
    atRisk: dong(atRisk),
    insurerPart: dong(asked),
    digest: 'thu',
  });
  return store.create(withState(judged, state, month));
}

export const anError = { rule: 'DX-01', severity: 'error', at: 'XML1.MA_BENH_CHINH' } as const;
export const aWarning = { rule: 'DX-10', severity: 'warning', at: 'XML1.CHAN_DOAN_RV' } as const;
