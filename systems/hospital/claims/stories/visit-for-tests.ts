import type { TestHospital } from '@lienmach/testing';
import type { Encounter } from 'fhir/r4';
import type { NeutralVisit } from './neutral-visit.ts';
import { neutralVisitBundle } from './neutral-visit-bundle.ts';

let visits = 0;

/** A plain visit of 100.600 đồng, card 80 %, one examination. */
export const plainVisit = (): NeutralVisit => ({
  id: `v${++visits}`,
  title: 'Khám thường',
  facility: { code: '99001', name: 'Bệnh viện Đa khoa Thử', level: 'basic', points: 45, formerTier: 'district' },
  practitioners: [
    { id: 'doctor', license: '990101/THU-GPHN', name: 'Bác sĩ Thử' },
    { id: 'head', license: '990109/THU-GPHN', name: 'Giám đốc Thử' },
  ],
  patient: {
    number: `26-9${visits}`,
    name: 'Trần Đình Thử',
    personalNumber: '099086990101',
    birth: '1986-03-05',
    sex: 1,
    nationality: '000',
    ethnicity: '01',
    occupation: '00',
    address: 'Xã Thử, Tỉnh Thử',
    province: '99',
    commune: '99001',
  },
  cards: [{ number: 'GD4999900000001', registeredAt: '99001', from: '2026-01-01', to: '2026-12-31' }],
  visit: {
    claimId: `LK-THU-${visits}`,
    recordNumber: `HSBA-${visits}`,
    type: '01',
    entitlement: '1.1',
    in: '2026-09-07T08:00',
    out: '2026-09-07T11:00',
    reason: 'Mệt',
    diagnosisIn: 'Tăng huyết áp',
    diagnosisOut: 'Tăng huyết áp',
    icdMain: 'I10',
    treatment: 'Điều trị nội khoa',
    outcome: 2,
    leaving: 1,
    department: 'K01',
    weightKg: '62.5',
    head: 'head',
  },
  services: [
    {
      line: 's1',
      kind: 'exam',
      code: '02.1896',
      name: 'Khám Nội',
      group: 13,
      unit: 'Lần',
      quantity: '1',
      priceHospital: '100600',
      payRatio: 100,
      scope: 1,
      orderedBy: 'doctor',
      orderedAt: '2026-09-07T08:10',
      performedBy: ['doctor'],
    },
  ],
});

/** A finished visit in the record, changed as the test wants. @returns the Encounter */
export async function finishedVisit(
  hospital: TestHospital,
  change: (visit: NeutralVisit) => NeutralVisit = (visit) => visit,
): Promise<Encounter> {
  const written = await hospital.as('tool').store.transaction(neutralVisitBundle(change(plainVisit())));
  const encounter = written.find((resource) => resource.resourceType === 'Encounter');
  if (encounter?.resourceType !== 'Encounter') throw new TypeError('the bundle holds no Encounter');
  return encounter;
}
