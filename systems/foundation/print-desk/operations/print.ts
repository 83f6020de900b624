import { createHash } from 'node:crypto';
import { formatVnTime, identifierSystems, identifierValue, staffRoles, toVnIso } from '@lienmach/core';
import { type PrintPage, papers, printPdf } from '@lienmach/documents';
import { pageIn } from '@lienmach/papers';
import type { Context, Operation } from '@lienmach/system-kit';
import type { Binary, Task } from 'fhir/r4';
import { findForm, type PrintForm } from '../catalogs/print-forms.ts';
import { errors } from '../errors.ts';
import { makeToken, paperCode } from '../rules/paper-code.ts';
import { copyOf, type PrintPlan, paperKey, printJob, sealedText } from '../rules/print-job.ts';

export interface PrintInput {
  /** code of the form, e.g. `DT` */
  readonly form: string;
  /** what it is about, `Encounter/…` */
  readonly at: string;
  readonly code?: string;
  readonly paper?: string;
  readonly copies?: number;
  /** id of the unit where it comes out */
  readonly room?: string;
}

export interface Printed {
  readonly job: Task;
  readonly paper: Binary;
}

const MOST_COPIES = 9;
const ATTEMPTS = 20;

/** The same content on other paper is the same document. */
const digestOf = ({ paper: _, ...content }: PrintPage): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url');

function check({ form, paper, copies = 1 }: PrintInput): PrintForm {
  const found = findForm(form);
  if (found === undefined) throw errors.unknownForm({ at: 'form', name: form.slice(0, 20) });
  if (paper !== undefined && !papers.some((one) => one === paper)) throw errors.unknownPaper({ at: 'paper' });
  if (copies < 1 || copies > MOST_COPIES) throw errors.badCopies({ at: 'copies' });
  return found;
}

/** The next copy number of a paper: two who print at once get two numbers. */
async function writeJob(ctx: Context, plan: Omit<PrintPlan, 'copy'>): Promise<Task> {
  const group = new URLSearchParams({
    'group-identifier': `${identifierSystems.printedPaper}|${paperKey(plan.form.code, plan.source)}`,
    _sort: '-_lastUpdated',
  });
  const first = copyOf(await ctx.store.find('Task', group.toString())) + 1;
  for (let copy = first; copy < first + ATTEMPTS; copy += 1) {
    const draft = printJob({ ...plan, copy });
    const sealed: Task = { ...draft, output: [{ type: { text: 'seal' }, valueString: ctx.seal(sealedText(draft)) }] };
    const value = identifierValue(draft, identifierSystems.printCopy) ?? '';
    const written = await ctx.store.createIfNone({ system: identifierSystems.printCopy, value }, sealed);
    if (identifierValue(written, identifierSystems.printToken) === plan.token) return written;
  }
  throw errors.badCopies({ at: 'copies' });
}

async function setPage(ctx: Context, page: PrintPage, job: Task, token: string): Promise<Binary> {
  const code = paperCode(token, ctx.seal);
  const { publicAddress } = ctx.site;
  const pdf = await printPdf(page, {
    printed: `In lúc ${formatVnTime(ctx.now())}`,
    printedAt: ctx.now(),
    copy: copyOf(job),
    ...(publicAddress === undefined ? {} : { check: { url: `${publicAddress}/verify/paper/${code}`, code } }),
  });
  return { resourceType: 'Binary', contentType: 'application/pdf', data: Buffer.from(pdf).toString('base64') };
}

/** POST Task/$print: one printing of a form, counted and kept in the list of prints; the PDF carries the code to check it. */
export const print: Operation<PrintInput, Printed> = {
  definition: {
    code: 'print',
    title: { vi: 'In giấy', en: 'Print' },
    resource: ['Task'],
    level: 'type',
    affectsState: true,
    parameter: [
      { name: 'form', use: 'in', min: 1, max: '1', type: 'code' },
      { name: 'at', use: 'in', min: 1, max: '1', type: 'string' },
      { name: 'code', use: 'in', min: 0, max: '1', type: 'string' },
      { name: 'paper', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'copies', use: 'in', min: 0, max: '1', type: 'integer' },
      { name: 'room', use: 'in', min: 0, max: '1', type: 'code' },
      { name: 'job', use: 'out', min: 1, max: '1', type: 'Task' },
      { name: 'paper', use: 'out', min: 1, max: '1', type: 'Binary' },
    ],
    // whether this person may print this form is decided by the operation that describes it
    allow: staffRoles.filter((role) => role !== 'administrator'),
  },
  async run(ctx, _id, input) {
    const form = check(input);
    const { at, code, paper, copies = 1 } = input;
    // somebody who stands in no known room prints all the same
    const room = ctx.site.units.find(({ id }) => id === input.room)?.id;
    const binary = await ctx.call<Binary>(form.operation, at, {
      as: 'page',
      ...(paper === undefined ? {} : { paper }),
      ...(code === undefined ? {} : { code }),
    });
    const page = pageIn(binary);
    const token = makeToken(ctx.randomBytes(16));
    const plan = { form: { code: form.code, title: form.title.vi }, at, code, page, room, copies, token };
    const source = binary.securityContext?.reference ?? at;
    const now = toVnIso(ctx.now());
    const job = await writeJob(ctx, { ...plan, source, digest: digestOf(page), by: ctx.actor, now });
    return { job, paper: await setPage(ctx, page, job, token) };
  },
};
