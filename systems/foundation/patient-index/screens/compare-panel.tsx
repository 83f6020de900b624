import { Empty, ErrorNote, Loading, Note, Panel, StatusChip, TextField, type Tone, useTexts } from '@lienmach/ui';
import { CompareTable } from './compare-table.tsx';
import type { PairLine } from './pair-line.ts';
import { texts } from './texts.ts';
import type { Comparison, useComparison } from './use-comparison.ts';

const tones: Readonly<Record<string, Tone>> = { certain: 'ok', probable: 'warn', possible: 'neutral' };

/** What speaks for one person, and what the merge brings together. */
function Found({ comparison }: { readonly comparison: Comparison }) {
  const t = useTexts(texts);
  const { grade, likeness, counts } = comparison;
  return (
    <section className="col" aria-label={t.found}>
      <h3 className="section">{t.found}</h3>
      <div className="row g6 wrap">
        {grade !== undefined && <StatusChip tone={tones[grade] ?? 'neutral'}>{t.grades[grade] ?? grade}</StatusChip>}
        <span>{likeness.length === 0 ? t.nothingAlike : likeness.join(' ')}</span>
      </div>
      <h3 className="section">{t.moves}</h3>
      {counts?.length === 0 ? (
        <p className="mut">{t.nothingMoves}</p>
      ) : (
        <ul className="row g6 wrap md-counts">
          {counts?.map(({ kind, value }) => (
            <li key={kind}>
              <StatusChip tone="neutral" icon={false}>
                {t.countOf(value, t.kinds[kind] ?? kind)}
              </StatusChip>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface SinceProps {
  readonly comparison: Comparison;
  readonly moved: ReadonlySet<string>;
  readonly onMove: (what: string) => void;
}

/** What was written since a merge: whose is it? */
function Since({ comparison, moved, onMove }: SinceProps) {
  const t = useTexts(texts);
  const { since, task } = comparison;
  return (
    <section className="col" aria-label={t.since}>
      <p className="sec">{t.mergedWhy(task?.owner?.display ?? '', task?.reasonCode?.text ?? '')}</p>
      <h3 className="section">{t.since}</h3>
      <p className="mut">{since.length === 0 ? t.nothingSince : t.sinceHint}</p>
      <ul>
        {since.map((what) => {
          const [type = '', id = ''] = what.split('/');
          return (
            <li key={what}>
              <label className="check">
                <input type="checkbox" checked={moved.has(what)} onChange={() => onMove(what)} />
                {t.kinds[type] ?? type} <span className="n mut">{id.slice(-8)}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface ComparePanelProps extends Omit<SinceProps, 'comparison'> {
  readonly line: PairLine | undefined;
  readonly comparison: ReturnType<typeof useComparison>;
  readonly isMerged: boolean;
  /** who decides now, and what that takes */
  readonly hint: string | undefined;
  readonly error: unknown;
  readonly reason: string;
  readonly reasonError: string | undefined;
  readonly onReason: (reason: string) => void;
  readonly onKeep: (id: string) => void;
}

/** Two records side by side, and the reason for what is done about them. */
export function ComparePanel(props: ComparePanelProps) {
  const { line, comparison, isMerged, hint, error, reason, reasonError, onReason, onKeep, moved, onMove } = props;
  const t = useTexts(texts);
  const { data } = comparison;
  if (line === undefined)
    return (
      <Panel title={t.compare}>
        <Empty title={t.choose} hint={t.chooseHint} />
      </Panel>
    );
  return (
    <Panel title={t.compare}>
      {comparison.error !== null && <ErrorNote error={comparison.error} onRetry={() => void comparison.refetch()} />}
      {data === undefined && comparison.error === null && <Loading />}
      {data !== undefined && (
        <div className="col g12">
          {error !== undefined && <ErrorNote error={error} />}
          <CompareTable
            left={data.kept.id === line.kept.id ? data.kept : data.gone}
            right={data.kept.id === line.kept.id ? data.gone : data.kept}
            kept={data.kept.id}
            onKeep={isMerged ? undefined : onKeep}
          />
          {isMerged ? <Since comparison={data} moved={moved} onMove={onMove} /> : <Found comparison={data} />}
          {hint !== undefined && <Note tone="info" title={hint} />}
          <TextField label={t.reason} name="reason" isRequired value={reason} error={reasonError} onChange={onReason} />
        </div>
      )}
    </Panel>
  );
}
