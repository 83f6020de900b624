import {
  ErrorNote,
  formatDate,
  Loading,
  nameOf,
  Panel,
  PatientBanner,
  Tabs,
  useActions,
  useSearch,
  useTexts,
  useWidgets,
  useWords,
  WidgetView,
} from '@lienmach/ui';
import { IconDeviceFloppy, IconPlayerTrackNext, IconSignature } from '@tabler/icons-react';
import type { Coverage, Patient } from 'fhir/r4';
import { useEffect, useState } from 'react';
import { isClosed as isOver } from '../rules/can-finish-visit.ts';
import { ExaminationPanel } from './examination-panel.tsx';
import { FinishDialog, type Spot } from './finish-dialog.tsx';
import { texts } from './texts.ts';
import { type Exam, useExam } from './use-exam.ts';
import { useVisit, type VisitOnScreen } from './use-visit.ts';
import type { VisitRecord } from './visit-facts.ts';

const STEP = 60;
const TRIES = 25;
let wanted = '';

/**
 * The field where work in that part of the screen begins; a part that is still being loaded gets it when it is there, unless
 * somebody has gone elsewhere meanwhile: a dialog of that part keeps the cursor where it is being typed.
 */
function focusIn(selector: string, tries = TRIES, from = document.activeElement): void {
  wanted = selector;
  setTimeout(() => {
    const now = document.activeElement;
    const isElsewhere = now !== from && now?.matches('input, select, textarea, dialog *') === true;
    if (wanted !== selector || isElsewhere) return;
    const field = document.querySelector<HTMLElement>(`${selector} :is(input, textarea):not(:disabled)`);
    if (field !== null) field.focus();
    else if (tries > 0) focusIn(selector, tries - 1, from);
  }, STEP);
}

function Cover({ cover }: { readonly cover: Coverage | undefined }) {
  const t = useTexts(texts);
  return (
    <div className="nw">
      <div className="s sec">{t.cover}</div>
      {cover === undefined ? (
        <span className="mut">{t.noCover}</span>
      ) : (
        <b>
          {t.coverUntil} <span className="n">{formatDate(cover.period?.end)}</span>
        </b>
      )}
    </div>
  );
}

interface OrdersSideProps {
  readonly encounter: string;
  readonly patient: string;
  readonly isClosed: boolean;
  readonly exam: Exam;
  readonly shown: string | undefined;
  readonly onShow: (id: string) => void;
}

/** What other rooms put beside the record: orders with their results, the prescription. Each keeps what was typed in it. */
function OrdersSide({ encounter, patient, isClosed, exam, shown, onShow }: OrdersSideProps) {
  const t = useTexts(texts);
  const words = useWords();
  const widgets = useWidgets('visit.orders');
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const open = widgets.find(({ id }) => id === shown)?.id ?? widgets[0]?.id ?? '';
  const show = (id: string): void => {
    onShow(id);
    focusIn(`[data-widget="${id}"]`);
    void exam.save();
  };
  useActions(
    widgets.flatMap(({ id, key, icon, title, isKeyHidden }) =>
      key === undefined || title === undefined || isClosed
        ? []
        : [
            {
              key,
              label: words(title),
              run: () => show(id),
              ...(icon ? { icon } : {}),
              ...(isKeyHidden ? { at: 'hidden' as const } : {}),
            },
          ],
    ),
  );
  return (
    <Panel title={t.rightSide} isTitleHidden isPadded={false}>
      <div className="side-tabs">
        <Tabs
          label={t.rightSide}
          tabs={widgets.map(({ id, title }) => ({ id, label: title ? words(title) : id, count: counts[id] }))}
          value={open}
          onChange={show}
        >
          {widgets.map((widget) => (
            <div key={widget.id} data-widget={widget.id} hidden={widget.id !== open} className="side-widget">
              <WidgetView
                widget={widget}
                encounter={encounter}
                patient={patient}
                isClosed={isClosed}
                saveHost={exam.save}
                onCount={(count) =>
                  setCounts((before) => (before[widget.id] === count ? before : { ...before, [widget.id]: count }))
                }
              />
            </div>
          ))}
        </Tabs>
      </div>
    </Panel>
  );
}

interface OpenVisitProps {
  readonly id: string;
  readonly visit: VisitOnScreen;
  readonly record: VisitRecord;
  readonly patient: Patient;
  /** the next one may be called */
  readonly onFinished: () => void;
}

function OpenVisit({ id, visit, record, patient, onFinished }: OpenVisitProps) {
  const t = useTexts(texts);
  const exam = useExam(id, record, patient);
  const [side, setSide] = useState<string>();
  const [tab, setTab] = useState('exam');
  const [isEnding, setEnding] = useState(false);
  const isClosed = isOver(record.encounter);
  const documents = useSearch(
    'DocumentReference',
    isClosed ? { encounter: `Encounter/${id}`, status: 'current' } : undefined,
  );
  const signed = documents.data?.items[0];
  const widgets = useWidgets('visit.orders');
  useEffect(() => {
    if (!isClosed) focusIn('[data-part="history"]');
  }, [isClosed]);
  const patientId = patient.id ?? '';

  const go = (spot: Spot): void => {
    setEnding(false);
    setTab('exam');
    // the slot's own order: orders first, then the prescription, papers last
    const widget = { orders: widgets[0]?.id, prescription: widgets[1]?.id, papers: widgets.at(-1)?.id }[spot as string];
    if (widget !== undefined) setSide(widget);
    focusIn(widget === undefined ? `[data-part="${spot}"]` : `[data-widget="${widget}"]`);
  };
  const canEnd = !isClosed || (documents.data !== undefined && signed === undefined);
  useActions(
    [
      ...(isClosed ? [] : [{ key: 'Ctrl+S', label: t.save, icon: IconDeviceFloppy, run: () => void exam.save() }]),
      ...(canEnd
        ? [
            {
              key: 'Ctrl+E',
              label: isClosed ? t.signNow : t.finishAndNext,
              icon: isClosed ? IconSignature : IconPlayerTrackNext,
              isPrimary: true,
              run: () => setEnding(true),
            },
          ]
        : []),
      // with a form open, Ctrl and digits are its organs
      ...(exam.sheet
        ? []
        : [{ key: 'Ctrl+2', label: t.examKey, at: 'hidden' as const, run: () => focusIn('.exam-panel') }]),
    ],
    isClosed ? { text: signed ? t.signed(formatDate(signed.date)) : t.closed, tone: 'quiet' } : exam.state,
  );
  return (
    <>
      <PatientBanner patient={patient} allergies={visit.allergies} cover={<Cover cover={visit.cover} />} />
      <div className="work room-work">
        <ExaminationPanel
          id={id}
          patient={patient}
          reason={record.encounter.reasonCode?.[0]?.text}
          exam={exam}
          isClosed={isClosed}
          tab={tab}
          onTab={setTab}
        />
        <OrdersSide encounter={id} patient={patientId} isClosed={isClosed} exam={exam} shown={side} onShow={setSide} />
      </div>
      {isEnding && (
        <FinishDialog
          encounter={id}
          name={nameOf(patient.name)}
          isFinished={isClosed}
          exam={exam}
          onClose={() => setEnding(false)}
          onFinished={onFinished}
          onGo={go}
        />
      )}
    </>
  );
}

/** One visit: who it is, what was found, what is ordered. Mount it with the visit as key: another patient is another screen. */
export function VisitView({ id, onFinished }: { readonly id: string; readonly onFinished: () => void }) {
  const visit = useVisit(id);
  const { record, patient, error } = visit;
  if (record !== undefined && patient !== undefined) {
    return <OpenVisit id={id} visit={visit} record={record} patient={patient} onFinished={onFinished} />;
  }
  if (error !== null && error !== undefined) {
    return (
      <div style={{ padding: 16 }}>
        <ErrorNote error={error} onRetry={() => void visit.retry()} />
      </div>
    );
  }
  return <Loading />;
}
