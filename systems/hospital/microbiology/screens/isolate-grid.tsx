import { Segments, SelectField, StatusChip, TextField, type Tone, useTexts } from '@lienmach/ui';
import type { KeyboardEvent } from 'react';
import { agentOf } from '../catalogs/agents.ts';
import { organismOf, organisms } from '../catalogs/organisms.ts';
import { panels } from '../catalogs/panels.ts';
import { type Breakpoint, breakpointFor } from '../rules/breakpoint.ts';
import { type JudgedResult, judgeIsolate } from '../rules/judge-isolate.ts';
import type { Isolate } from '../rules/worksheet.ts';
import { texts } from './texts.ts';
import type { ShownSheet } from './use-culture.ts';

const tones: Readonly<Record<string, Tone>> = { S: 'ok', I: 'warn', SDD: 'warn', R: 'bad', NS: 'bad' };

/** ↑ ↓ go through the values; Enter goes on by itself */
function onArrow(event: KeyboardEvent<HTMLInputElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>('.ast-value') ?? [])];
  all[all.indexOf(event.currentTarget) + by]?.focus();
  event.preventDefault();
}

const limit = (sign: string, value: number | undefined): string[] =>
  value === undefined ? [] : [`${sign}${String(value).replace('.', ',')}`];

function limitsOf(line: Breakpoint | undefined, method: Isolate['method']): string {
  if (line === undefined) return '';
  const [s, r] =
    method === 'mic'
      ? [limit('≤', line.micS), limit('≥', line.micR)]
      : [limit('≥', line.zoneS), limit('≤', line.zoneR)];
  return [...(s.length === 0 ? ['–'] : s), ...(r.length === 0 ? ['–'] : r)].join(' · ');
}

/** what is judged, and what of it is told */
function Judgement({ judged }: { readonly judged: JudgedResult | undefined }) {
  const t = useTexts(texts);
  if (judged === undefined) return null;
  if (judged.problem !== undefined) return <span className="s hi">{t.problems[judged.problem]}</span>;
  const word = judged.interpretation ?? '';
  return (
    <StatusChip tone={tones[word] ?? 'neutral'} icon={false}>
      {`${word} ${t.words[word] ?? ''}`}
    </StatusChip>
  );
}

function toldText(judged: JudgedResult | undefined, t: typeof texts.vi): string {
  if (judged?.interpretation === undefined) return '';
  if (judged.hidden !== undefined) return t.hidden[judged.hidden] ?? '';
  return judged.isForced ? t.forced : t.shown;
}

interface IsolateGridProps {
  readonly sheet: ShownSheet;
  readonly isolate: Isolate;
  readonly onChange: (isolate: Isolate) => void;
}

/** One isolate: what it is, and its susceptibilities typed down the grid with their meaning beside them. */
export function IsolateGrid({ sheet, isolate, onChange }: IsolateGridProps) {
  const t = useTexts(texts);
  const organism = organismOf(isolate.organism) ?? { code: isolate.organism, group: 'other' as const };
  const ground = { organism, method: isolate.method, site: sheet.kind, standard: sheet.standard };
  const { results } = judgeIsolate(isolate.results, ground);
  const typedOf = (agent: string): string => isolate.results.find((one) => one.agent === agent)?.typed ?? '';
  const rows = [
    ...panels[organism.group],
    ...isolate.results.map(({ agent }) => agent).filter((agent) => !panels[organism.group].includes(agent)),
  ];
  const type = (agent: string, typed: string): void => {
    const rest = isolate.results.filter((one) => one.agent !== agent);
    onChange({ ...isolate, results: typed === '' ? rest : [...rest, { agent, typed }] });
  };
  return (
    <>
      <div className="fields culture-isolate">
        <SelectField
          label={t.organism}
          name="organism"
          span={6}
          value={isolate.organism}
          options={organisms.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(code) => onChange({ ...isolate, organism: code })}
        />
        <TextField
          label={t.amount}
          span={3}
          value={isolate.amount}
          onChange={(amount) => onChange({ ...isolate, amount })}
        />
        <div className="culture-method">
          <Segments
            label={t.method}
            options={(['mic', 'disk'] as const).map((value) => ({ value, label: t.methods[value] ?? value }))}
            value={isolate.method}
            onChange={(value) => onChange({ ...isolate, method: value === 'disk' ? 'disk' : 'mic' })}
          />
        </div>
      </div>
      <table className="ast">
        <thead>
          <tr>
            <th scope="col">{t.agent}</th>
            <th scope="col">{t.value}</th>
            <th scope="col">{t.word}</th>
            <th scope="col" className="ast-wide">
              {t.limits}
            </th>
            <th scope="col">{t.told}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((agent) => {
            const judged = results.find((one) => one.agent === agent);
            const name = agentOf(agent)?.name ?? agent;
            const line = sheet.standard && breakpointFor(sheet.standard, organism, agent, sheet.kind);
            return (
              <tr key={agent} data-hidden={judged?.hidden !== undefined || undefined}>
                <th scope="row">{name}</th>
                <td className="ast-cell">
                  <input
                    className="input n ast-value"
                    name={`value-${agent}`}
                    aria-label={t.valueOf(name, isolate.number)}
                    aria-invalid={judged?.problem === 'unreadable'}
                    autoComplete="off"
                    maxLength={20}
                    value={typedOf(agent)}
                    onChange={(event) => type(agent, event.currentTarget.value)}
                    onKeyDown={onArrow}
                  />
                </td>
                <td>
                  <Judgement judged={judged} />
                </td>
                <td className="n sec ast-wide">{limitsOf(line, isolate.method)}</td>
                <td className="s sec">{toldText(judged, t)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
