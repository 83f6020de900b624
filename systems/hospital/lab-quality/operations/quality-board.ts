import { codeSystems, parseInstant, toVnIso } from '@lienmach/core';
import { type Context, many, type Operation, one } from '@lienmach/system-kit';
import type { DetectedIssue, Reference } from 'fhir/r4';
import { errors } from '../errors.ts';
import {
  askedLines,
  type BareLine,
  type BoardLine,
  type BoardQuestion,
  inOrder,
  levelsOf,
  lineKey,
  measuredLine,
} from '../rules/board-lines.ts';
import { indicatorsOf, instrumentOf, reasonOf } from '../rules/lab-hold.ts';
import { pointKey } from '../rules/newest-point.ts';
import { freshPoints } from './fresh-points.ts';
import { linesInUse } from './lines-in-use.ts';

interface BoardHold {
  readonly hold: Reference;
  readonly reason: string;
  readonly instrument: string;
  readonly indicator: readonly string[];
  readonly name: readonly string[];
  readonly detail: string;
  readonly since: string;
  readonly openedAt: string;
  readonly action: readonly string[];
}

interface BoardInput extends BoardQuestion {
  readonly limit?: number;
  readonly cursor?: string;
}

interface QualityBoard {
  /** lines that fit, on all pages */
  readonly count: number;
  readonly machine: readonly string[];
  readonly next?: string;
  readonly line: readonly BoardLine[];
  readonly hold: readonly BoardHold[];
}

const LINES = 100;
const MOST_LINES = 500;
/** more are a laboratory that stands still: it is said, not left out */
const MOST_HOLDS = 2000;

export const openHolds = (ctx: Context): Promise<DetectedIssue[]> =>
  ctx.store.search('DetectedIssue', `_tag=${encodeURIComponent(`${codeSystems.labHoldState}|open`)}`, MOST_HOLDS);

const boardHold = (hold: DetectedIssue): BoardHold => ({
  hold: { reference: `DetectedIssue/${hold.id}` },
  reason: reasonOf(hold),
  instrument: instrumentOf(hold),
  indicator: indicatorsOf(hold).map(({ code }) => code),
  name: indicatorsOf(hold).map(({ name }) => name),
  detail: hold.detail ?? '',
  since: hold.identifiedPeriod?.start ?? '',
  openedAt: toVnIso(parseInstant(hold.meta?.lastUpdated ?? '')),
  action: (hold.mitigation ?? []).flatMap(({ action }) => action.text ?? []),
});

/** The lines behind the cursor, which names the last one seen. @throws lab-quality.badCursor */
function pageOf(lines: Iterator<BareLine>, { limit = LINES, cursor }: BoardInput) {
  if (limit < 1 || limit > MOST_LINES) throw errors.badLimit({ at: 'limit' });
  const next = (): BareLine | undefined => {
    const { done, value } = lines.next();
    return done === true ? undefined : value;
  };
  for (let seen = cursor; seen !== undefined; ) {
    const line = next();
    if (line === undefined) throw errors.badCursor({ at: 'cursor' });
    if (lineKey(line) === seen) seen = undefined;
  }
  const page: BareLine[] = [];
  for (let line = next(); line !== undefined; line = next()) {
    const last = page.at(-1);
    if (page.length === limit && last !== undefined) return { page, next: lineKey(last) };
    page.push(line);
  }
  return { page };
}

const levelParts = [
  one('out', 'lot', 'string'),
  one('out', 'level', 'string'),
  one('out', 'expiry', 'date'),
  one('out', 'mean', 'decimal'),
  one('out', 'sd', 'decimal'),
  one('out', 'unit', 'string'),
  one('out', 'mode', 'code'),
  one('out', 'state', 'code'),
  one('out', 'z', 'decimal', 0),
  one('out', 'at', 'dateTime', 0),
];

const parameter = [
  one('in', 'instrument', 'string', 0),
  one('in', 'text', 'string', 0),
  one('in', 'limit', 'integer', 0),
  one('in', 'cursor', 'string', 0),
  one('out', 'count', 'integer'),
  many('out', 'machine', 'string'),
  one('out', 'next', 'string', 0),
  many('out', 'line', [
    one('out', 'instrument', 'string'),
    one('out', 'indicator', 'code'),
    one('out', 'name', 'string'),
    one('out', 'state', 'code'),
    many('out', 'control', levelParts),
  ]),
  many('out', 'hold', [
    one('out', 'hold', 'Reference'),
    one('out', 'reason', 'code'),
    one('out', 'instrument', 'string'),
    many('out', 'indicator', 'code'),
    many('out', 'name', 'string'),
    one('out', 'detail', 'string'),
    one('out', 'since', 'dateTime'),
    one('out', 'openedAt', 'dateTime'),
    many('out', 'action', 'string'),
  ]),
];

/** GET DetectedIssue/$quality-board: a page of the indicators under control with their last measurement, what is held first. */
export const qualityBoard: Operation<BoardInput, QualityBoard> = {
  definition: {
    code: 'quality-board',
    title: { vi: 'Bảng nội kiểm', en: 'Quality control board' },
    resource: ['DetectedIssue'],
    level: 'type',
    affectsState: false,
    parameter,
    allow: ['lab-technician', 'lab-doctor', 'lab-head'],
    readsAs: ['lab-quality'],
  },

  async run(ctx, _id, input) {
    const [all, holds] = await Promise.all([linesInUse(ctx), openHolds(ctx)]);
    const held = new Set(
      holds.flatMap((hold) =>
        indicatorsOf(hold).map(({ code }) => lineKey({ instrument: instrumentOf(hold), indicator: code })),
      ),
    );
    const asked = askedLines(all, input);
    const { page, ...more } = pageOf(inOrder(asked, held), input);
    const lines = page.map((line) => ({ line, levels: levelsOf(line) }));
    const keys = lines.flatMap(({ line, levels }) => levels.map((level) => ({ ...line, ...level })));
    const points = await freshPoints(ctx, keys);
    const machines = new Set([...all.values()].map(({ instrument }) => instrument));
    return {
      count: asked.size,
      machine: [...machines].toSorted((a, b) => a.localeCompare(b)),
      line: lines.map(({ line, levels }) =>
        measuredLine(line, levels, (level) => points.get(pointKey({ ...line, ...level }))),
      ),
      hold: holds.map(boardHold),
      ...more,
    };
  },
};
