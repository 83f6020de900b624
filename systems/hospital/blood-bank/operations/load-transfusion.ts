import { codeSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import type { Procedure, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { BLOOD_USE, outputsOf } from '../rules/allocation.ts';
import { isTransfusion } from '../rules/transfusion.ts';

/** @throws blood-bank.notATransfusion, notRunning */
export async function readRunning(ctx: Context, id: string): Promise<Procedure> {
  const procedure = await ctx.store.read('Procedure', id);
  if (!isTransfusion(procedure)) throw errors.notATransfusion({ at: 'Procedure' });
  if (procedure.status !== 'in-progress') throw errors.notRunning({ at: 'Procedure.status' });
  return procedure;
}

/** The way of the bag that runs in. @throws blood-bank.notATransfusion */
export async function wayOfTransfusion(ctx: Context, procedure: Procedure): Promise<Task> {
  const query = new URLSearchParams({
    patient: procedure.subject.reference ?? '',
    code: `${codeSystems.taskKind}|${BLOOD_USE}`,
    status: 'in-progress',
  }).toString();
  const tasks = await ctx.store.search('Task', query);
  const found = tasks.find((task) => outputsOf(task, 'transfusion').includes(`Procedure/${procedure.id}`));
  if (found === undefined) throw errors.notATransfusion({ at: 'Procedure' });
  return found;
}
