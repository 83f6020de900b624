import { identifierSystems } from '@lienmach/core';
import type { Context } from '@lienmach/system-kit';
import { errors } from '../errors.ts';
import type { PrescriptionType } from '../rules/drug.ts';
import { prescriptionCode } from '../rules/prescription-code.ts';

/**
 * A code nobody has. Seven random letters of 36 make a clash of two prescriptions written in the same instant less likely
 * than one in 78 thousand million; a code that is already in the record is seen here.
 *
 * @throws errors.noFreeCode
 */
export async function freeCode(ctx: Context, type: PrescriptionType): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const code = prescriptionCode(ctx.site.facility.code, type, (count) => ctx.randomBytes(count));
    const query = `identifier=${identifierSystems.nationalPrescription}|${code}`;
    if ((await ctx.store.find('MedicationRequest', query)) === undefined) return code;
  }
  throw errors.noFreeCode();
}
