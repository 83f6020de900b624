import { identifierSystems, toVnIso } from '@lienmach/core';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Specimen } from 'fhir/r4';
import { errors } from '../errors.ts';
import { aliquot, isSpecimenStep, isUsable, withStep } from '../rules/specimen-life.ts';
import { urnUuid } from '../rules/urn-uuid.ts';
import { putEntry } from './reports-of-tube.ts';

interface HandleInput {
  /** `aliquoted`, `stored`, `discarded` */
  readonly step: string;
  /** where it is stored, why it is discarded */
  readonly text?: string;
  /** how many parts */
  readonly count?: number;
}

const at = (name: string): string => `Parameters.parameter.where(name='${name}')`;

/**
 * POST Specimen/{id}/$handle: what becomes of a tube besides being measured: divided into numbered parts, put somewhere,
 * thrown away. Every step stays with its time.
 */
export const handleSpecimen: Operation<HandleInput, { readonly specimen: readonly Specimen[] }> = {
  definition: {
    code: 'handle',
    title: { vi: 'Chia, lưu, hủy mẫu', en: 'Divide, store or discard specimen' },
    resource: ['Specimen'],
    level: 'instance',
    affectsState: true,
    parameter: [
      { name: 'step', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'text', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'count', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'specimen', use: 'out', min: 1, max: '*', type: 'Specimen' },
    ],
    allow: ['lab-technician', 'lab-doctor'],
  },

  async run(ctx, id, input) {
    const { step } = input;
    if (!isSpecimenStep(step)) throw errors.unknownStep({ at: at('step') });
    const specimen = await ctx.store.read('Specimen', id);
    if (specimen.status === 'unavailable' || (step !== 'discarded' && !isUsable(specimen))) {
      throw errors.specimenUnusable({ at: 'Specimen.status', detail: specimen.status });
    }
    if (step === 'aliquoted') return divide(ctx, specimen, input.count ?? 1);
    const text = input.text?.trim().slice(0, 200) ?? '';
    if (text === '') throw (step === 'stored' ? errors.placeMissing : errors.reasonMissing)({ at: at('text') });
    const next = withStep(specimen, step, toVnIso(ctx.now()), text);
    const written = await ctx.store.update<Specimen>(step === 'discarded' ? { ...next, status: 'unavailable' } : next);
    return { specimen: [written] };
  },
};

/** The tube with its parts after it. */
async function divide(ctx: Context, specimen: Specimen, count: number): Promise<{ specimen: Specimen[] }> {
  const steps = specimen.processing ?? [];
  const had = steps.filter(({ procedure }) => procedure?.coding?.[0]?.code === 'aliquoted').length;
  if (count < 1 || had + count > 9) throw errors.badAliquots({ at: at('count') });
  const parts = Array.from({ length: count }, (_, index) =>
    aliquot(specimen, had + index + 1, identifierSystems.specimenNumber),
  );
  const now = toVnIso(ctx.now());
  const divided = parts.reduce(
    (tube, part) => withStep(tube, 'aliquoted', now, part.identifier?.[0]?.value ?? ''),
    specimen,
  );
  const written = await ctx.store.transaction({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      putEntry(divided),
      ...parts.map((resource) => ({
        fullUrl: urnUuid(ctx.randomBytes(16)),
        resource,
        request: { method: 'POST' as const, url: 'Specimen' },
      })),
    ],
  });
  return { specimen: written.filter((one) => one.resourceType === 'Specimen') };
}
