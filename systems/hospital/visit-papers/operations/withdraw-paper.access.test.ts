import { openTestHospital, type TestHospital } from '@lienmach/testing';
import type { Composition } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitPapers } from '../index.ts';
import { leave, seatPatient } from '../stories/visit-for-tests.ts';

let hospital: TestHospital;
let paper: string;
beforeAll(async () => {
  hospital = await openTestHospital([visitPapers]);
  const at = await seatPatient(hospital);
  const issued = await hospital.as('doctor').call<Composition>('Encounter/$certify-sick-leave', at, leave);
  paper = `Composition/${issued.id}`;
});
afterAll(() => hospital.close());

test.each(['nurse', 'registrar', 'cashier', 'records-clerk', 'claims-clerk', 'integration'])(
  '%s không được thu hồi giấy',
  async (role) => {
    const call = hospital.as(role).call('Composition/$withdraw-paper', paper, { reason: 'thử' });
    await expect(call).rejects.toMatchObject({ status: 403 });
    const [kept] = await hospital.as('tool').store.search('Composition', 'status=final');
    expect(`Composition/${kept?.id}`).toBe(paper);
  },
);
