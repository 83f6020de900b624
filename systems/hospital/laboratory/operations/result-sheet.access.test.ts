import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LabVisit, openLabVisit } from '../stories/open-lab-visit.ts';

let world: LabVisit;
beforeAll(async () => {
  world = await openLabVisit();
});
afterAll(() => world.hospital.close());

test.each(['registrar', 'nurse', 'doctor', 'cashier', 'claims-clerk', 'administrator', 'integration'])(
  '%s không mở được phiếu nhập kết quả',
  async (role) => {
    const pressed = world.hospital.as(role).call('DiagnosticReport/$result-sheet', 'DiagnosticReport/r1', {});
    await expect(pressed).rejects.toMatchObject({ status: 403 });
  },
);
