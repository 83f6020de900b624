import { identifierSystems } from '@lienmach/core';
import { combine } from '@lienmach/outcome';
import { type Operation, one } from '@lienmach/system-kit';
import type { Basic } from 'fhir/r4';
import { errors } from '../errors.ts';
import { readBreakpoint } from '../rules/breakpoint.ts';
import { standardResource } from '../rules/standard-resource.ts';

interface BreakpointsInput {
  readonly name: string;
  readonly version: string;
  readonly from: string;
  readonly lines: string;
}

const MOST_LINES = 10_000;
const MOST_TOLD = 20;

/**
 * POST Basic/$save-breakpoints: a standard of the hospital, whole, as lines; from its first day on it counts. Lines that
 * begin with # say something to people.
 */
export const saveBreakpoints: Operation<BreakpointsInput, Basic> = {
  definition: {
    code: 'save-breakpoints',
    title: { vi: 'Nạp bộ ngưỡng kháng sinh', en: 'Bring in a standard of breakpoints' },
    resource: ['Basic'],
    level: 'type',
    affectsState: true,
    parameter: [
      one('in', 'name', 'string'),
      one('in', 'version', 'string'),
      one('in', 'from', 'date'),
      one('in', 'lines', 'string'),
      one('out', 'return', 'Basic'),
    ],
    allow: ['lab-doctor', 'lab-head'],
    readsAs: ['microbiology'],
  },

  async run(ctx, _id, { name, version, from, lines }) {
    const numbered = lines
      .split(/\r?\n/)
      .map((text, index) => ({ text: text.trim(), line: index + 1 }))
      .filter(({ text }) => text !== '' && !text.startsWith('#'));
    if (numbered.length === 0) throw errors.noLines({ at: 'lines' });
    if (numbered.length > MOST_LINES) throw errors.tooManyLines({ at: 'lines', most: MOST_LINES });
    const bad = numbered.filter(({ text }) => readBreakpoint(text) === undefined).slice(0, MOST_TOLD);
    if (bad.length > 0) throw combine(bad.map(({ text, line }) => errors.badStandard({ at: 'lines', line, text })));
    const read = numbered.flatMap(({ text }) => readBreakpoint(text) ?? []);
    const resource = standardResource({ name, version, from, lines: read });
    const identifier = `${identifierSystems.breakpointStandard}|${name}^${version}`;
    const before = await ctx.store.find('Basic', new URLSearchParams({ identifier }).toString());
    if (before === undefined) return ctx.store.create(resource);
    return ctx.store.update<Basic>({
      ...resource,
      id: before.id ?? '',
      ...(before.meta === undefined ? {} : { meta: before.meta }),
    });
  },
};
