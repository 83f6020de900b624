import { identifierSystems, toVnDay } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import { labNumber } from '../rules/lab-number.ts';

/** A number nobody carries yet. @throws laboratory.noFreeNumber (503) after ten draws */
export async function drawNumber(ctx: Context, type: 'ServiceRequest' | 'Specimen', mark: '' | 'X'): Promise<string> {
  const system = type === 'Specimen' ? identifierSystems.specimenNumber : identifierSystems.orderNumber;
  for (let draw = 0; draw < 10; draw++) {
    const number = labNumber(toVnDay(ctx.now()), mark, ctx.randomBytes(4));
    const taken = await ctx.store.find(type, new URLSearchParams({ identifier: `${system}|${number}` }).toString());
    if (taken === undefined) return number;
  }
  throw errors.noFreeNumber();
}
