import { type Demo, valueIn } from '@lienmach/cli';
import type { Encounter, Parameters } from 'fhir/r4';
import { patientOf } from '../people.ts';

/** Visits of today in one room, opened at the desk like any other. @returns their ids, in the order of the numbers drawn */
export async function fillClinic(demo: Demo, count: number, room: string): Promise<string[]> {
  const [tool, registrar] = await Promise.all([demo.as('tool'), demo.as('registrar')]);
  const visits: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = `bench-${n}`;
    await tool.put({ ...patientOf(7, n), id });
    const opened = await registrar.operation<Parameters>('Encounter/$open-visit', {
      patient: { valueReference: { reference: `Patient/${id}` } },
      room,
      reason: 'Đau đầu, mệt mỏi',
    });
    visits.push(valueIn<Encounter>(opened, 'encounter')?.id ?? '');
  }
  return visits;
}
