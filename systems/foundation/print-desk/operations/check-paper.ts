import { identifierSystems, present, toVnDay } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type { FhirResource, Task } from 'fhir/r4';
import { tokenIn } from '../rules/paper-code.ts';
import { type PaperVerdict, paperVerdict } from '../rules/paper-verdict.ts';
import { inputOf, sealedText } from '../rules/print-job.ts';

export interface CheckedPaper {
  readonly verdict: PaperVerdict;
  readonly form?: string;
  /** FHIR date of the printing */
  readonly issued?: string;
}

const search = (system: string, value: string | undefined, name: string): string =>
  new URLSearchParams({ [name]: `${system}|${value ?? ''}`, _sort: '-_lastUpdated' }).toString();

/** Status of the resource behind the paper; undefined when it is no longer there. */
async function sourceStatus(ctx: Context, { focus }: Task): Promise<string | undefined> {
  const [type = ''] = focus?.reference?.split('/') ?? [];
  try {
    const source = await ctx.store.follow(type as FhirResource['resourceType'], focus);
    return 'status' in source && typeof source.status === 'string' ? source.status : 'present';
  } catch (thrown) {
    if (isFhirError(thrown) && (thrown.status === 404 || thrown.status === 410)) return undefined;
    throw thrown;
  }
}

async function factsOf(ctx: Context, job: Task, typed: string | undefined) {
  const group = search(identifierSystems.printedPaper, job.groupIdentifier?.value, 'group-identifier');
  const all = await ctx.store.search('Task', group);
  const last = all.toSorted((a, b) => (a.authoredOn ?? '').localeCompare(b.authoredOn ?? '')).at(-1);
  return {
    isSealed: job.output?.[0]?.valueString === ctx.seal(sealedText(job)),
    digest: inputOf(job, 'digest'),
    lastDigest: last === undefined ? undefined : inputOf(last, 'digest'),
    sourceStatus: await sourceStatus(ctx, job),
    typed,
    number: inputOf(job, 'number'),
  };
}

/** Task/$check-paper: what the public page tells of a paper; only that page may call it. */
export const checkPaper: Operation<{ readonly code: string; readonly number?: string }, CheckedPaper> = {
  definition: {
    code: 'check-paper',
    title: { vi: 'Kiểm tra tờ giấy', en: 'Check a paper' },
    resource: ['Task'],
    level: 'type',
    affectsState: false,
    parameter: [
      { name: 'code', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'number', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'verdict', use: 'out', min: 1, max: '1', type: 'code' },
      { name: 'form', use: 'out', min: 0, max: '1', type: 'string' },
      { name: 'issued', use: 'out', min: 0, max: '1', type: 'date' },
    ],
    allow: ['paper-check'],
  },
  async run(ctx, _id, { code, number }) {
    const token = tokenIn(code, ctx.seal);
    if (token === undefined) return { verdict: 'unknown' };
    const job = await ctx.store.find('Task', search(identifierSystems.printToken, token, 'identifier'));
    if (job === undefined) return { verdict: 'unknown' };
    const verdict = paperVerdict(await factsOf(ctx, job, number));
    const issued = job.authoredOn === undefined ? undefined : toVnDay(new Date(job.authoredOn));
    return { verdict, ...present({ form: inputOf(job, 'title'), issued }) };
  },
};
