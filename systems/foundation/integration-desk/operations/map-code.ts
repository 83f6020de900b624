import { codeSystems, toVnDay } from '@lienmach/core';
import { isFhirError } from '@lienmach/outcome';
import type { Context, Operation } from '@lienmach/system-kit';
import type { ValueSetExpansionContains } from 'fhir/r4';
import { errors } from '../errors.ts';
import { withPair } from '../rules/channel-code-map.ts';
import { loadChannelMap } from './channel-map.ts';
import { integrators, list, out, outs, present, take } from './desk-parameters.ts';
import { orderReplay } from './replay-parked.ts';

interface Choice {
  readonly channel: string;
  readonly code: string;
  readonly system?: string;
  /** our indicator, any other code of ours, or `-`: the house does not want it */
  readonly target: string;
  /** the target is an indicator of the laboratory */
  readonly isIndicator?: boolean;
  /** messages that waited for it */
  readonly group?: string;
}

const isText = (text: string): boolean => text.trim() !== '' && text.length <= 100;

async function nameOfIndicator(ctx: Context, code: string): Promise<string> {
  try {
    const question = { system: codeSystems.labIndicator, code, date: toVnDay(ctx.now()) };
    return (await ctx.codes.lookup(question)).display;
  } catch (thrown) {
    if (!isFhirError(thrown)) throw thrown;
    throw errors.unknownTarget({ at: 'target', code });
  }
}

/** POST $map-code: a partner's code gets its meaning in the channel's code map; what waited for it is handled again. */
export const mapCode: Operation<Choice, { readonly asked: number; readonly task?: string }> = {
  definition: {
    code: 'map-code',
    title: { vi: 'Ánh xạ mã của đối tác', en: "Map a partner's code" },
    level: 'system',
    affectsState: true,
    allow: integrators,
    usesEngines: true,
    parameter: [
      take('channel', 1),
      take('code', 1),
      take('system'),
      take('target', 1),
      take('isIndicator', 0, 'boolean'),
      take('group'),
      out('asked', 'integer'),
      out('task', 'string', 0),
    ],
  },
  async run(ctx, _id, { channel, code, system, target, isIndicator = false, group }) {
    if (!isText(code) || !isText(target) || !/^[\w.-]{1,64}$/.test(channel)) throw errors.badCode({ at: 'code' });
    const display = isIndicator ? await nameOfIndicator(ctx, target) : undefined;
    const map = await loadChannelMap(ctx, channel);
    const targetSystem = isIndicator ? codeSystems.labIndicator : undefined;
    const next = withPair(map, { code, system, target: target.trim(), targetSystem, display });
    const written = map.id === undefined ? await ctx.store.create(next) : await ctx.store.update(next);
    await ctx.engines.note([`ConceptMap/${written.id}`], `${channel}: ${code} → ${target}`);
    if (group === undefined || !(await ctx.engines.messages.groups()).some(({ key }) => key === group))
      return { asked: 0 };
    return orderReplay(ctx, group);
  },
};

const SHOWN = 8;

/** every indicator of the laboratory */
const indicators = {
  resourceType: 'ValueSet',
  status: 'active',
  compose: { include: [{ system: codeSystems.labIndicator }] },
} as const;

const toldOf = ({ code = '', display = '' }: ValueSetExpansionContains, loinc?: string, unit?: string): object => ({
  code,
  display,
  ...present('loinc', loinc),
  ...present('unit', unit),
});

/** GET $map-targets: indicators of the laboratory by words or code, each with its LOINC code and unit. */
export const mapTargets: Operation<{ readonly filter: string }, { readonly target: readonly object[] }> = {
  definition: {
    code: 'map-targets',
    title: { vi: 'Tìm chỉ số để ánh xạ', en: 'Indicators to map to' },
    level: 'system',
    affectsState: false,
    allow: integrators,
    parameter: [
      take('filter', 1),
      list('target', [...outs(['code', 'display'], 'string'), ...outs(['loinc', 'unit'], 'string', 0)]),
    ],
  },
  async run(ctx, _id, { filter }) {
    const date = toVnDay(ctx.now());
    const valueSet = { ...indicators, compose: { include: [...indicators.compose.include] } };
    const question = { valueSet, filter: filter.trim().slice(0, 100), date, count: SHOWN, offset: 0 };
    const { expansion } = await ctx.codes.expand(question, ctx.now().toISOString());
    const target = await Promise.all(
      (expansion?.contains ?? []).map(async (one) => {
        const { property } = await ctx.codes.lookup({ system: codeSystems.labIndicator, code: one.code ?? '', date });
        const found = (name: string) => property.find(({ code }) => code === name);
        return toldOf(one, found('loinc')?.valueCoding?.code, found('unit')?.valueString);
      }),
    );
    return { target };
  },
};
