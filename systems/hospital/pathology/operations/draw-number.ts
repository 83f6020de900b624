import { identifierSystems, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';

/** day and six digits drawn by chance, as every tube and order of the house carries them */
function drawn(ctx: Context, mark: '' | 'X'): string {
  const [a = 0, b = 0, c = 0, d = 0] = ctx.randomBytes(4);
  const draw = ((a * 256 + b) * 256 + c) * 256 + d;
  return `${toVnDay(ctx.now()).slice(2).replace(/-/g, '')}${mark}${String(draw % 1_000_000).padStart(6, '0')}`;
}

/** A number nobody carries yet. @throws pathology.noFreeNumber (503) after ten draws */
export async function drawNumber(ctx: Context, type: 'ServiceRequest' | 'Specimen'): Promise<string> {
  const [system, mark] =
    type === 'Specimen'
      ? ([identifierSystems.specimenNumber, ''] as const)
      : ([identifierSystems.orderNumber, 'X'] as const);
  for (let draw = 0; draw < 10; draw++) {
    const number = drawn(ctx, mark);
    const query = new URLSearchParams({ identifier: `${system}|${number}` });
    if ((await ctx.store.find(type, query.toString())) === undefined) return number;
  }
  throw errors.noFreeNumber();
}
