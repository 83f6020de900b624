import { afterAll, beforeAll, expect, test } from 'vitest';
import { GLUCOSE, type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';
import { orderTests } from './order-tests.ts';
import { verifyReport } from './verify-report.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test('chỉ bác sĩ xét nghiệm được duyệt phiếu', async () => {
  const { hospital, visit } = world;
  await hospital.as('doctor').call(orderTests, visit, { test: [GLUCOSE] });
  const [report] = await hospital.all('DiagnosticReport');
  for (const role of ['doctor', 'nurse', 'lab-technician', 'registrar', 'cashier', 'claims-clerk', 'integration']) {
    const call = hospital.as(role).call(verifyReport, `DiagnosticReport/${report?.id}`);
    await expect(call, role).rejects.toMatchObject({ status: 403 });
  }
});
