import { toVnDay } from '@lienmach/core';
import { givePaper, type PaperInput, paperParameters } from '@lienmach/papers';
import type { Operation } from '@lienmach/system-kit';
import type { Binary } from 'fhir/r4';
import { tubeLabelData } from '../exchange/paper-data.ts';
import { tubeLabelLayouts } from '../forms/tube-label-layout.ts';
import { loadPaper } from './load-paper.ts';

/** GET Encounter/{id}/$print-tube-labels: one label of 50 × 30 mm for each tube of the visit. */
export const printTubeLabels: Operation<PaperInput, Binary> = {
  definition: {
    code: 'print-tube-labels',
    title: { vi: 'In nhãn ống mẫu', en: 'Print tube labels' },
    resource: ['Encounter'],
    level: 'instance',
    affectsState: false,
    parameter: paperParameters,
    allow: ['doctor', 'nurse', 'lab-technician', 'lab-doctor'],
  },
  async run(ctx, id, wanted) {
    const { patient, specimens } = await loadPaper(ctx, id);
    const day = toVnDay(ctx.now());
    const data = tubeLabelData(patient, specimens, day);
    return givePaper(
      ctx,
      { layouts: tubeLabelLayouts, day, data, patient, source: `Specimen/${specimens[0]?.id}` },
      wanted,
    );
  },
};
