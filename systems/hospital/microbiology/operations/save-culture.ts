import { codeSystems, identifierSystems, toVnIso } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { BundleEntry, Task } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type Alert, alertsOf, alertTask, INFECTION_ALERT } from '../rules/alert-task.ts';
import { cultureCall, cultureCallNumber, isCritical } from '../rules/culture-call.ts';
import { type ReadingState, readingStates, type Worksheet, worksheetResource } from '../rules/worksheet.ts';
import { sheetObstacles } from '../rules/worksheet-obstacles.ts';
import { judgeSheet, type LoadedCulture, loadCulture, putEntry } from './load-culture.ts';

interface SaveCultureInput {
  readonly version?: string;
  readonly smear: readonly { readonly finding: string; readonly amount: string }[];
  readonly reading: readonly { readonly day: number; readonly state: string }[];
  readonly isolate: readonly {
    readonly number: number;
    readonly organism: string;
    readonly amount?: string;
    readonly method?: string;
    readonly result?: readonly { readonly agent: string; readonly value: string }[];
  }[];
  readonly comment?: string;
}

const stateOf = (state: string, at: string): ReadingState => {
  const known = readingStates.find((one) => one === state);
  if (known === undefined) throw errors.unknownReading({ at });
  return known;
};

const sheetFrom = (before: Worksheet, input: SaveCultureInput): Worksheet => ({
  ...before,
  smear: input.smear,
  readings: input.reading
    .map(({ day, state }, index) => ({ day, state: stateOf(state, `reading[${index}]`) }))
    .toSorted((a, b) => a.day - b.day),
  isolates: input.isolate.map(({ number, organism, amount = '', method, result = [] }) => ({
    number,
    organism,
    amount: amount.trim(),
    method: method === 'disk' ? 'disk' : 'mic',
    results: result
      .filter(({ value }) => value.trim() !== '')
      .map(({ agent, value }) => ({ agent, typed: value.trim() })),
  })),
  comment: (input.comment ?? '').trim(),
  isChanged: true,
});

/** Infection control hears of every alert once; what is no alert any more is called off. */
async function alertEntries(ctx: Context, { report }: LoadedCulture, alerts: readonly Alert[]): Promise<BundleEntry[]> {
  const at = toVnIso(ctx.now());
  const about = {
    report: report.id ?? '',
    patient: report.subject ?? {},
    ...(report.encounter === undefined ? {} : { encounter: report.encounter }),
    at,
  };
  const query = { focus: `DiagnosticReport/${report.id}`, code: `${codeSystems.taskKind}|${INFECTION_ALERT}` };
  const known = await ctx.store.search('Task', new URLSearchParams(query).toString(), 200);
  const numberOf = (task: Task): string => task.identifier?.[0]?.value ?? '';
  const tasks = alerts.map((alert) => alertTask(alert, about));
  const wanted = new Set(tasks.map(numberOf));
  const again = known.filter((task) => wanted.has(numberOf(task)) && task.status === 'cancelled');
  const gone = known.filter((task) => !wanted.has(numberOf(task)) && task.status === 'requested');
  const fresh = tasks.filter((task) => !known.some((one) => numberOf(one) === numberOf(task)));
  return [
    ...fresh.map((task) => ({
      resource: task,
      request: {
        method: 'POST' as const,
        url: 'Task',
        ifNoneExist: new URLSearchParams({ identifier: `${identifierSystems.task}|${numberOf(task)}` }).toString(),
      },
    })),
    ...again.map((task) => putEntry({ ...task, status: 'requested' })),
    ...gone.map((task) => putEntry({ ...task, status: 'cancelled' })),
  ];
}

/** The ward hears of a positive blood or cerebrospinal culture once; a call nobody made yet is withdrawn with the growth. */
async function callEntries(ctx: Context, sheet: Worksheet): Promise<BundleEntry[]> {
  const number = `${identifierSystems.task}|${cultureCallNumber(sheet.report)}`;
  const known = await ctx.store.find('Task', new URLSearchParams({ identifier: number }).toString());
  if (!isCritical(sheet)) return known?.status === 'requested' ? [putEntry({ ...known, status: 'cancelled' })] : [];
  if (known !== undefined && known.status !== 'cancelled') return [];
  const order = await ctx.store.read('ServiceRequest', sheet.order);
  const task = cultureCall(sheet, { order, at: ctx.now(), write: toVnIso });
  if (known !== undefined) return [putEntry({ ...known, ...task })];
  const ifNoneExist = new URLSearchParams({ identifier: number }).toString();
  return [{ resource: task, request: { method: 'POST', url: 'Task', ifNoneExist } }];
}

/**
 * POST DiagnosticReport/{id}/$save-culture: what stands on the sheet now, whole. Nothing is told to the ward but that blood
 * or cerebrospinal fluid is positive; infection control is told at once.
 */
export const saveCulture: Operation<SaveCultureInput, { readonly version: string; readonly alert: readonly string[] }> =
  {
    definition: {
      code: 'save-culture',
      title: { vi: 'Lưu phiếu nuôi cấy', en: 'Save a culture worksheet' },
      resource: ['DiagnosticReport'],
      level: 'instance',
      affectsState: true,
      parameter: [
        one('in', 'version', 'string', 0),
        many('in', 'smear', [one('in', 'finding', 'code'), one('in', 'amount', 'code')]),
        many('in', 'reading', [one('in', 'day', 'integer'), one('in', 'state', 'code')]),
        many('in', 'isolate', [
          one('in', 'number', 'integer'),
          one('in', 'organism', 'code'),
          one('in', 'amount', 'string', 0),
          one('in', 'method', 'code', 0),
          many('in', 'result', [one('in', 'agent', 'code'), one('in', 'value', 'string')]),
        ]),
        one('in', 'comment', 'string', 0),
        one('out', 'version', 'string'),
        many('out', 'alert', 'string'),
      ],
      allow: ['lab-technician', 'lab-doctor'],
      readsAs: ['microbiology'],
    },

    async run(ctx, id, input) {
      const loaded = await loadCulture(ctx, id, input.version);
      const sheet = sheetFrom(loaded.sheet, input);
      const obstacles = sheetObstacles(sheet, loaded.day);
      if (obstacles.length > 0) throw combine(obstacles);
      const judged = judgeSheet(sheet, loaded.standard);
      const alerts = sheet.isolates.flatMap((isolate, index) => alertsOf(isolate, judged[index] ?? { flags: [] }));
      const { worksheet } = loaded;
      const resource = worksheetResource(worksheet.id ?? '', sheet, worksheet.subject ?? {}, worksheet);
      const [written] = await ctx.store.transaction({
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [putEntry(resource), ...(await alertEntries(ctx, loaded, alerts)), ...(await callEntries(ctx, sheet))],
      });
      return { version: written?.meta?.versionId ?? '', alert: alerts.map(({ text }) => text) };
    },
  };
