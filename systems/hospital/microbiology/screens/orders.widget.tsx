import './visit.css';
import {
  Button,
  CheckField,
  Empty,
  ErrorNote,
  formatDateTime,
  Loading,
  recordKey,
  SelectField,
  StatusChip,
  showToast,
  TimeField,
  type Tone,
  today,
  useActions,
  useDraft,
  useSearch,
  useTexts,
  useVerb,
  type WidgetProps,
} from '@lienmach/ui';
import { IconSend } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { cultureKinds, cultureServices } from '../catalogs/culture-services.ts';
import { visitTexts } from './visit-texts.ts';

interface CultureDraft {
  readonly service: string;
  readonly kind: string;
  /** `HH:mm` of today */
  readonly time: string;
  readonly isUrgent: boolean;
}

const emptyCulture: CultureDraft = { service: '24.0004.1716', kind: 'blood', time: '', isUrgent: false };
const tones: Readonly<Record<string, Tone>> = { preliminary: 'warn', final: 'ok', amended: 'warn' };

function useOrder({ encounter = '', saveHost }: WidgetProps) {
  const t = useTexts(visitTexts);
  const verb = useVerb(recordKey('DiagnosticReport'), recordKey('ServiceRequest'));
  const [draft, setDraft, forget] = useDraft<CultureDraft>(`microbiology.order.${encounter}`, emptyCulture);
  const send = async (): Promise<void> => {
    if (verb.isBusy || (saveHost !== undefined && !(await saveHost()))) return;
    const answer = await verb.run('$order-culture', `Encounter/${encounter}`, {
      service: { valueCode: draft.service },
      kind: { valueCode: draft.kind },
      collectedAt: draft.time === '' ? undefined : { valueDateTime: `${today()}T${draft.time}:00+07:00` },
      urgent: draft.isUrgent || undefined,
    });
    if (answer === undefined) return;
    forget();
    showToast(t.sent);
  };
  return { draft, setDraft, verb, send };
}

/** Cultures of this visit and where they stand. */
function Cultures({ encounter = '', onCount }: WidgetProps) {
  const t = useTexts(visitTexts);
  const reports = useSearch('DiagnosticReport', { encounter: `Encounter/${encounter}`, category: 'MB', _count: 50 });
  const count = reports.data?.items.length ?? 0;
  useEffect(() => onCount?.(count), [onCount, count]);
  if (reports.error !== null) return <ErrorNote error={reports.error} onRetry={() => void reports.refetch()} />;
  if (reports.data === undefined) return <Loading />;
  if (count === 0) return <Empty title={t.noResults} hint={t.noResultsHint} />;
  return (
    <ul className="cultures" aria-label={t.results} aria-live="polite">
      {reports.data.items.map((report) => (
        <li key={report.id}>
          <div className="row">
            <b className="grow">{report.code.text}</b>
            <StatusChip tone={tones[report.status] ?? 'wait'}>{t.states[report.status] ?? report.status}</StatusChip>
          </div>
          {report.conclusion !== undefined && <p>{report.conclusion}</p>}
          <p className="s sec n">{formatDateTime(report.issued ?? report.effectiveDateTime)}</p>
        </li>
      ))}
    </ul>
  );
}

/** A culture is ordered here; what it grows is told below. */
export function OrdersWidget(props: WidgetProps) {
  const t = useTexts(visitTexts);
  const { isClosed = false } = props;
  const { draft, setDraft, verb, send } = useOrder(props);
  const [hasFocus, setFocus] = useState(false);
  const set = (more: Partial<CultureDraft>): void => setDraft((now) => ({ ...now, ...more }));
  useActions(hasFocus && !isClosed ? [{ key: 'Ctrl+S', label: t.send, at: 'hidden', run: () => void send() }] : []);
  return (
    <section aria-label={t.title} onFocus={() => setFocus(true)} onBlur={() => setFocus(false)}>
      {!isClosed && (
        <div className="culture-new">
          {verb.error !== undefined && <ErrorNote error={verb.error} />}
          <SelectField
            label={t.kind}
            name="kind"
            value={draft.kind}
            options={cultureKinds.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(kind) => set({ kind })}
          />
          <SelectField
            label={t.service}
            name="service"
            value={draft.service}
            options={cultureServices.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(service) => set({ service })}
          />
          <TimeField
            label={t.collectedAt}
            name="collected"
            hint={t.collectedHint}
            value={draft.time === '' ? undefined : draft.time}
            onChange={(time) => set({ time: time ?? '' })}
          />
          <div className="row">
            <CheckField label={t.urgent} isChecked={draft.isUrgent} onChange={(isUrgent) => set({ isUrgent })} />
            <span className="grow" />
            <Button keyHint="Ctrl+S" icon={IconSend} isBusy={verb.isBusy} onClick={() => void send()}>
              {verb.isBusy ? t.sending : t.send}
            </Button>
          </div>
        </div>
      )}
      <Cultures {...props} />
    </section>
  );
}
