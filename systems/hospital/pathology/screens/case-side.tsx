import {
  Button,
  ErrorNote,
  formatDateTime,
  Note,
  Panel,
  StatusChip,
  TextArea,
  TextField,
  useTexts,
  type Verb,
} from '@lienmach/ui';
import { CallPart } from './call-part.tsx';
import { ClockText } from './clock-text.tsx';
import { texts } from './texts.ts';
import type { ShownCase } from './use-case.ts';

/** What a release asks for besides the sheet. */
export interface ReleaseWords {
  readonly reason: string;
  readonly alone: string;
  readonly told: string;
  readonly text: string;
  readonly remark: string;
}

interface CaseSideProps {
  readonly sheet: ShownCase;
  readonly call: string;
  readonly words: ReleaseWords;
  readonly onWords: (words: ReleaseWords) => void;
  readonly isReader: boolean;
  /** somebody else wrote the diagnosis */
  readonly canSecond: boolean;
  readonly second: Verb;
  readonly onSecond: (agrees: boolean) => void;
}

function Facts({ sheet }: { readonly sheet: ShownCase }) {
  const t = useTexts(texts);
  return (
    <dl className="case-facts">
      <dt>{t.who}</dt>
      <dd>
        <b>{sheet.name}</b> <span className="s n sec">{sheet.patientNumber}</span>
      </dd>
      <dt>{t.order}</dt>
      <dd>{sheet.test}</dd>
      {sheet.clinical !== '' && (
        <>
          <dt>{t.clinical}</dt>
          <dd>{sheet.clinical}</dd>
        </>
      )}
      <dt>{t.state}</dt>
      <dd>
        {t.groups[sheet.state]} {sheet.state !== 'released' && <ClockText minutes={sheet.minutesLeft} />}
      </dd>
      {sheet.containers.map(({ label, what, site, collectedAt, fixedAt, remarks }) => (
        <div key={label} className="case-fact">
          <dt>{t.container(label)}</dt>
          <dd>
            {what}
            {site !== '' && ` · ${site}`}
            <div className="s sec">
              {t.collected} <span className="n">{formatDateTime(collectedAt)}</span>
              {fixedAt !== '' && (
                <>
                  {' · '}
                  {t.fixed} <span className="n">{formatDateTime(fixedAt)}</span>
                </>
              )}
            </div>
            {remarks.map((remark) => (
              <StatusChip key={remark} tone="warn">
                {t.remarks[remark] ?? remark}
              </StatusChip>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Second({ sheet, words, onWords, canSecond, second, onSecond }: CaseSideProps) {
  const t = useTexts(texts);
  if (!sheet.needsSecond) return null;
  return (
    <section aria-label={t.second} className="case-part">
      <h3 className="case-sub">{t.second}</h3>
      {sheet.second === undefined ? (
        <Note tone="warn" title={t.needsSecond} />
      ) : (
        <Note
          tone={sheet.second.agrees ? 'ok' : 'bad'}
          title={sheet.second.agrees ? t.agreed(sheet.second.by) : t.disagreed(sheet.second.by)}
        >
          {sheet.second.remark}
        </Note>
      )}
      {second.error !== undefined && <ErrorNote error={second.error} />}
      {canSecond && (
        <>
          <TextField
            label={t.remark}
            name="remark"
            value={words.remark}
            onChange={(remark) => onWords({ ...words, remark })}
          />
          <div className="row">
            <Button size="sm" keyHint="Alt+Y" isBusy={second.isBusy} onClick={() => onSecond(true)}>
              {t.agree}
            </Button>
            <Button size="sm" onClick={() => onSecond(false)}>
              {t.disagree}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Asked({ sheet, words, onWords, isReader }: CaseSideProps) {
  const t = useTexts(texts);
  if (!isReader) return null;
  const wasFinal = sheet.releases.some(({ stage }) => stage === 'final');
  const isAlone = sheet.needsSecond && sheet.second?.agrees !== true;
  const set = (more: Partial<ReleaseWords>): void => onWords({ ...words, ...more });
  return (
    <>
      {sheet.kind === 'frozen' && !wasFinal && (
        <TextField label={t.told} name="told" value={words.told} onChange={(told) => set({ told })} />
      )}
      {isAlone && (
        <TextField
          label={t.alone}
          name="alone"
          hint={t.aloneHint}
          value={words.alone}
          onChange={(alone) => set({ alone })}
        />
      )}
      {wasFinal && (
        <>
          <TextArea label={t.addendum} name="addendum" rows={2} value={words.text} onChange={(text) => set({ text })} />
          <TextArea
            label={t.reason}
            name="reason"
            rows={2}
            hint={t.reasonHint}
            value={words.reason}
            onChange={(reason) => set({ reason })}
          />
        </>
      )}
    </>
  );
}

/** What the case is about, who has read it, what was told, and what a release still asks for. */
export function CaseSide(props: CaseSideProps) {
  const t = useTexts(texts);
  const { sheet, call } = props;
  return (
    <Panel title={t.side} hint={<span className="n">{sheet.number}</span>}>
      <div className="stack case-side">
        {call !== '' && <CallPart task={call} />}
        <Facts sheet={sheet} />
        {sheet.isSuspected && <StatusChip tone="warn">{t.suspected}</StatusChip>}
        <Second {...props} />
        <Asked {...props} />
        {sheet.releases.length > 0 && (
          <section aria-label={t.releases} className="case-part">
            <h3 className="case-sub">{t.releases}</h3>
            <ul className="case-releases">
              {sheet.releases.map((one) => (
                <li key={`${one.stage} ${one.at}`}>
                  <b>{t.stages[one.stage] ?? one.stage}</b> <span className="n">{formatDateTime(one.at)}</span>
                  <div className="s">{one.text}</div>
                  <div className="s sec">
                    {one.by}
                    {one.reason !== '' && ` · ${one.reason}`}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Panel>
  );
}
