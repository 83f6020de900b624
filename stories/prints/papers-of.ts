import type { Seat } from './seat.ts';

/** What the patient takes home besides the prescription, as long as the case is. */
export async function papersOf({ hospital, plan, encounter }: Seat): Promise<void> {
  const doctor = hospital.as('doctor');
  await doctor.call('Encounter/$certify-sick-leave', encounter.reference, {
    from: '2026-03-02',
    days: 5,
    employer: `${plan.room}, ${plan.address}`,
    socialNumber: '0990000123',
    treatment: plan.advice,
  });
  await doctor.call('Encounter/$refer', encounter.reference, {
    to: '99002',
    toName: `Bệnh viện Đa khoa ${plan.room}`,
    reason: '3',
    signs: plan.service,
    course: `${plan.advice}\n${plan.hint}\n${plan.drug}`,
    condition: plan.hint,
    plan: plan.advice,
    transport: 'Xe cứu thương của bệnh viện',
    escort: plan.name,
    escortTitle: 'Điều dưỡng trưởng',
  });
}
