import { CheckField, formatDateTime, Note, Panel, StatusChip, TextArea, useTexts } from '@lienmach/ui';
import { agentOf } from '../catalogs/agents.ts';
import { flagNames } from '../catalogs/flag-names.ts';
import type { JudgedIsolate } from '../rules/judge-isolate.ts';
import { texts } from './texts.ts';
import type { SheetDraft, ShownSheet } from './use-culture.ts';

interface ReportSideProps {
  readonly sheet: ShownSheet;
  readonly draft: SheetDraft;
  readonly judged: readonly JudgedIsolate[];
  readonly isAccepted: boolean;
  readonly onAccept: (isAccepted: boolean) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onComment: (comment: string) => void;
}

/** What the report will say, what has to be looked at again, and what was told already. */
export function ReportSide(props: ReportSideProps) {
  const t = useTexts(texts);
  const { sheet, draft, judged, isAccepted, onAccept, reason, onReason, onComment } = props;
  const flags = [...new Set(judged.flatMap((one) => one.flags))];
  const warnings = judged.flatMap((one) => one.warnings);
  const wasFinal = sheet.releases.some(({ stage }) => stage !== 'preliminary');
  return (
    <Panel title={t.result}>
      <div className="stack culture-side">
        {flags.length === 0 ? (
          <p className="sec">{t.nothingFlagged}</p>
        ) : (
          <ul className="culture-flags" aria-label={t.flagged}>
            {flags.map((flag) => (
              <li key={flag}>
                <StatusChip tone="stop">{flag}</StatusChip> <span>{flagNames[flag]}</span>
              </li>
            ))}
          </ul>
        )}
        {warnings.length > 0 && (
          <Note tone="warn" title={t.warnings}>
            <ul className="culture-warnings">
              {warnings.map(({ kind, agents }) => (
                <li key={`${kind}-${agents.join('-')}`}>
                  {t.kinds[kind](agents.map((agent) => agentOf(agent)?.name ?? agent).join(', '))}
                </li>
              ))}
            </ul>
            <CheckField label={t.accept} isChecked={isAccepted} onChange={onAccept} />
          </Note>
        )}
        <TextArea label={t.comment} name="comment" rows={3} value={draft.comment} onChange={onComment} />
        {wasFinal && <TextArea label={t.reason} name="reason" hint={t.reasonHint} value={reason} onChange={onReason} />}
        {sheet.releases.length > 0 && (
          <section aria-label={t.releases}>
            <h3 className="culture-sub">{t.releases}</h3>
            <ul className="culture-releases">
              {sheet.releases.map((one) => (
                <li key={one.at}>
                  <b>{t.stages[one.stage] ?? one.stage}</b> <span className="n">{formatDateTime(one.at)}</span>
                  <span className="s sec"> · {one.by}</span>
                  {one.reason !== '' && <div className="s">{one.reason}</div>}
                </li>
              ))}
            </ul>
          </section>
        )}
        <p className="s sec">{sheet.standardName === undefined ? t.noStandard : t.standard(sheet.standardName)}</p>
      </div>
    </Panel>
  );
}
