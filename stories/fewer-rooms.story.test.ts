import { newVisit, playSteps, visitSteps } from '@lienmach/cli';
import { systems } from '@lienmach/server';
import type { CapabilityStatement, Encounter } from 'fhir/r4';
import { expect, test } from 'vitest';
import { ask, expectRefusal } from './house/ask.ts';
import { openStoryHouse } from './house/open-story-house.ts';

test.each([
  { name: 'phòng xét nghiệm', without: ['laboratory'], operation: '$order-tests' },
  { name: 'phòng thanh toán BHYT', without: ['claims'], operation: '$bhyt-claim' },
  {
    name: 'kê đơn, thu ngân, bệnh án và bàn danh mục',
    without: ['prescribing', 'payments', 'medical-record', 'catalog-desk'],
    operation: '$prescribe',
  },
])('không có $name: lượt khám vẫn đi hết, phần còn lại không hay biết', async ({ without, operation }) => {
  const rooms = systems.filter(({ id }) => !without.includes(id));
  expect(rooms).toHaveLength(systems.length - without.length);
  const house = await openStoryHouse({ database: 'shared', systems: rooms });
  try {
    const visit = newVisit(house.demo);
    const steps = visitSteps.filter(({ room }) => !without.includes(room));
    const told = await playSteps(steps, visit, () => undefined);
    expect(told).toHaveLength(steps.length);
    const doctor = await house.as('doctor');
    expect((await doctor.get<Encounter>(`Encounter/${visit.encounter}`)).status).toBe('finished');
    const missing = await ask(house, 'doctor', ['POST', `Encounter/${visit.encounter}/${operation}`]);
    expectRefusal(missing, 400, 'system-kit.unknownOperation at ?');
    const statement = await doctor.get<CapabilityStatement>('metadata');
    const names = (statement.rest?.[0]?.resource ?? []).flatMap((one) => (one.operation ?? []).map(({ name }) => name));
    expect(names).toContain('finish');
    expect(names).not.toContain(operation.slice(1));
  } finally {
    await house.close();
  }
});
