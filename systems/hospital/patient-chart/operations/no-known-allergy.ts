import { toVnIso } from '@lienmach/core';
import type { Operation } from '@lienmach/system-kit';
import type { AllergyIntolerance } from 'fhir/r4';
import { errors } from '../errors.ts';
import { isNoKnownAllergy, isStanding, noKnownAllergyRecord } from '../rules/no-known-allergy-record.ts';

/** POST Patient/{id}/$no-known-allergy: asked, and none is known. Told twice, kept once. */
export const noKnownAllergy: Operation<void, AllergyIntolerance> = {
  definition: {
    code: 'no-known-allergy',
    title: { vi: 'Đã hỏi, không dị ứng', en: 'Asked, no known allergy' },
    resource: ['Patient'],
    level: 'instance',
    affectsState: true,
    parameter: [{ name: 'return', use: 'out', min: 1, max: '1', type: 'AllergyIntolerance' }],
    allow: ['doctor', 'nurse'],
  },
  async run(ctx, id) {
    const patient = await ctx.store.read('Patient', id);
    const known = (await ctx.store.search('AllergyIntolerance', `patient=Patient/${patient.id}`, 200)).filter(
      isStanding,
    );
    const real = known.find((one) => !isNoKnownAllergy(one));
    if (real !== undefined) {
      const { code } = real;
      throw errors.hasAllergy({ at: 'Patient', allergy: code?.text ?? code?.coding?.[0]?.display ?? '' });
    }
    const [before] = known;
    if (before !== undefined) return before;
    const reference = `Patient/${patient.id}`;
    return ctx.store.create(noKnownAllergyRecord(reference, ctx.actor, toVnIso(ctx.now())));
  },
};
