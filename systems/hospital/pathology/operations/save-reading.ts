import { combine } from '@lienmach/outcome';
import { many, type Operation, one } from '@lienmach/system-kit';
import type { QuestionnaireResponse } from 'fhir/r4';
import type { CaseSheet, Reading } from '../rules/case-sheet.ts';
import { readingObstacles } from '../rules/reading-obstacles.ts';
import { loadCase, writeCase } from './load-case.ts';
import { synopticRows } from './read-synoptic.ts';

interface ReadingInput {
  readonly version?: string;
  readonly microscopy?: string;
  readonly diagnosis?: string;
  readonly code: readonly string[];
  readonly adequacy?: string;
  readonly category?: string;
  readonly frozen?: string;
  readonly synoptic?: QuestionnaireResponse;
}

const readingOf = (input: ReadingInput): Reading => ({
  microscopy: (input.microscopy ?? '').trim(),
  diagnosis: (input.diagnosis ?? '').trim(),
  codes: [...new Set(input.code)],
  adequacy: input.adequacy ?? '',
  category: input.category ?? '',
  frozen: (input.frozen ?? '').trim(),
  ...(input.synoptic === undefined ? {} : { synoptic: input.synoptic }),
});

/** what a second reader agrees with: not the wording of the microscopy */
const judged = ({ diagnosis, codes, category }: Pick<Reading, 'diagnosis' | 'codes' | 'category'>): string =>
  JSON.stringify([diagnosis, codes, category]);
const whole = (reading: Reading): string =>
  JSON.stringify([judged(reading), reading.microscopy, reading.adequacy, reading.frozen, reading.synoptic]);

/** POST DiagnosticReport/{id}/$save-reading: what was read, whole. Another diagnosis has to be read a second time again. */
export const saveReading: Operation<ReadingInput, { readonly version: string }> = {
  definition: {
    code: 'save-reading',
    title: { vi: 'Lưu vi thể và chẩn đoán', en: 'Save microscopy and diagnosis' },
    resource: ['DiagnosticReport'],
    level: 'instance',
    affectsState: true,
    parameter: [
      one('in', 'version', 'string', 0),
      one('in', 'microscopy', 'string', 0),
      one('in', 'diagnosis', 'string', 0),
      many('in', 'code', 'code'),
      one('in', 'adequacy', 'code', 0),
      one('in', 'category', 'code', 0),
      one('in', 'frozen', 'string', 0),
      one('in', 'synoptic', 'QuestionnaireResponse', 0),
      one('out', 'version', 'string'),
    ],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['pathology'],
  },

  async run(ctx, id, input) {
    const loaded = await loadCase(ctx, id, input.version);
    const reading = readingOf(input);
    await synopticRows(ctx, reading.synoptic, 'in-progress');
    const { sheet: before } = loaded;
    const { secondReading, synoptic: _synoptic, ...rest } = before;
    const isSame = judged(reading) === judged(before);
    const sheet: CaseSheet = {
      ...rest,
      ...reading,
      ...(isSame && secondReading !== undefined ? { secondReading } : {}),
      ...(isSame && before.readBy !== undefined ? {} : { readBy: ctx.actor }),
      isChanged: before.isChanged || whole(reading) !== whole(before),
    };
    const obstacles = readingObstacles(sheet);
    if (obstacles.length > 0) throw combine(obstacles);
    return { version: await writeCase(ctx, loaded, sheet) };
  },
};
