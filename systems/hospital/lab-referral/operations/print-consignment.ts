import { identifierSystems, laboratoryReferral, parseInstant, toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type BoxedTest, consignmentData } from '../exchange/consignment-paper.ts';
import { consignmentLayouts } from '../forms/consignment-layout.ts';
import { specimenOf } from '../rules/referral-task.ts';
import { followAll, idIn } from './follow-all.ts';
import { loadLaboratories } from './load-laboratories.ts';

const MOST = 200;

async function boxedTests(ctx: Context, tasks: readonly Task[]): Promise<BoxedTest[]> {
  const [orders, specimens, patients] = await Promise.all([
    followAll(
      ctx,
      'ServiceRequest',
      tasks.map(({ focus }) => focus),
    ),
    followAll(ctx, 'Specimen', tasks.map(specimenOf)),
    followAll(
      ctx,
      'Patient',
      tasks.map((task) => task.for),
    ),
  ]);
  return tasks.map((task) => ({
    task,
    order: orders.get(idIn(task.focus)),
    specimen: specimens.get(idIn(specimenOf(task))),
    patient: patients.get(idIn(task.for)),
  }));
}

/** GET Task/{id}/$print-consignment: the list that lies in the box of this test. What was called back is not on it. */
export const printConsignment: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-consignment',
    title: { vi: 'In phiếu gửi mẫu', en: 'Print the list of a consignment' },
    resource: ['Task'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-referral'],
  },
  async run(ctx, id, wanted) {
    const number = laboratoryReferral(await ctx.store.read('Task', id))?.consignment;
    if (number === undefined) throw errors.nothingToPrint({ at: 'Task' });
    const query = new URLSearchParams({ 'group-identifier': `${identifierSystems.consignment}|${number}` });
    const all = await ctx.store.search('Task', query.toString(), MOST);
    const tasks = all.filter(({ status }) => status !== 'cancelled');
    const [first] = tasks;
    if (first === undefined) throw errors.nothingToPrint({ at: 'Task' });
    const laboratory = (await loadLaboratories(ctx)).find((one) => `Organization/${one.id}` === first.owner?.reference);
    const sentAt = first.executionPeriod?.start;
    const day = toVnDay(sentAt === undefined ? ctx.now() : parseInstant(sentAt));
    const data = consignmentData(number, await boxedTests(ctx, tasks), laboratory);
    return givePaper(ctx, { layouts: consignmentLayouts, day, data, source: `Task/${first.id}`, qr: number }, wanted);
  },
};
