import { Empty, ErrorNote, formatDateTime, Loading, Panel, useTexts } from '@lienmach/ui';
import type { ClaimResponse, Task } from 'fhir/r4';
import { texts } from './texts.ts';
import type { OpenClaim } from './use-claim.ts';

interface Line {
  readonly key: string;
  readonly when: string;
  readonly what: string;
  readonly who: string;
  readonly why: string;
}

const unique = (words: readonly (string | undefined)[]): string =>
  [...new Set(words.filter((one) => one !== undefined && one !== ''))].join(' · ');

function useLines({ history }: OpenClaim): Line[] {
  const t = useTexts(texts);
  const taskLine = (task: Task): Line => ({
    key: `Task/${task.id}`,
    when: task.executionPeriod?.end ?? task.authoredOn ?? task.meta?.lastUpdated ?? '',
    what: task.code?.text ?? task.code?.coding?.[0]?.display ?? '',
    who: unique([task.requester?.display, task.owner?.display]),
    why: unique([
      task.reasonCode?.text,
      task.businessStatus?.text,
      task.statusReason?.text,
      task.status === 'rejected' ? t.declined : undefined,
    ]),
  });
  const answerLine = (answer: ClaimResponse): Line => ({
    key: `ClaimResponse/${answer.id}`,
    when: answer.created,
    what: t.outcomes[answer.outcome] ?? answer.outcome,
    who: t.gateway,
    why: unique([
      answer.disposition,
      answer.identifier?.[0]?.value,
      ...(answer.error ?? []).map(({ code }) => code.text ?? code.coding?.[0]?.display),
    ]),
  });
  const lines = [...history.tasks.map(taskLine), ...history.answers.map(answerLine)];
  return lines.toSorted((a, b) => Date.parse(b.when) - Date.parse(a.when));
}

/** Who closed, opened and sent it, when and why, and what the gateway answered; newest first. */
export function HistoryView({ desk }: { readonly desk: OpenClaim }) {
  const t = useTexts(texts);
  const lines = useLines(desk);
  const { error, isLoading, refetch } = desk.history;
  return (
    <Panel title={t.tabs.history} isPadded={false}>
      {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {isLoading && error === null && <Loading />}
      {!isLoading && lines.length === 0 && <Empty title={t.emptyHistory} hint={t.emptyHistoryHint} />}
      {lines.length > 0 && (
        <div className="compare-box">
          <table className="compare history">
            <thead>
              <tr>
                <th>{t.history.when}</th>
                <th>{t.history.what}</th>
                <th>{t.history.who}</th>
                <th>{t.history.why}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ key, when, what, who, why }) => (
                <tr key={key}>
                  <td className="n">{formatDateTime(when)}</td>
                  <th scope="row">{what}</th>
                  <td>{who}</td>
                  <td>{why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
