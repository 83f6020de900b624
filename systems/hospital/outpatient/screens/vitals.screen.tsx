import './room.css';
import {
  Empty,
  ErrorNote,
  Loading,
  Note,
  Panel,
  PatientBanner,
  showToast,
  useActions,
  usePlace,
  useScan,
  useTexts,
} from '@lienmach/ui';
import { IconArrowRight, IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isClosed } from '../rules/can-finish-visit.ts';
import { texts } from './texts.ts';
import { useUnmeasured } from './use-unmeasured.ts';
import { useVisit } from './use-visit.ts';
import { useVitalsForm } from './use-vitals-form.ts';
import { useWorklist } from './use-worklist.ts';
import { VitalsFields } from './vitals-fields.tsx';
import { VitalsStrip } from './vitals-strip.tsx';
import { WorklistPanel } from './worklist.tsx';

interface MeasureProps {
  readonly encounter: string;
  readonly patient: string;
  readonly reason: string | undefined;
  readonly onNext: (() => void) | undefined;
}

/** The figures of one person. What alarms stays on the screen until the nurse goes on. */
function Measure({ encounter, patient, reason, onNext }: MeasureProps) {
  const t = useTexts(texts);
  const [alarms, setAlarms] = useState<readonly string[]>();
  const form = useVitalsForm(encounter, (found) => {
    showToast(t.vitalsSaved);
    if (found.length === 0 && onNext !== undefined) onNext();
    else setAlarms(found);
  });
  useActions(
    [
      ...(onNext === undefined ? [] : [{ key: 'F6', label: t.nextToMeasure, icon: IconArrowRight, run: onNext }]),
      {
        key: 'Ctrl+S',
        label: t.save,
        icon: IconDeviceFloppy,
        isPrimary: true,
        isDisabled: form.isEmpty || form.isSaving,
        run: () => void form.save(),
      },
    ],
    form.isEmpty ? undefined : { text: t.unsaved, tone: 'warn' },
  );
  return (
    <div className="work vitals-work">
      <Panel title={t.recordVitals}>
        <p className="vitals-reason">
          <span className="s sec">{t.reason}</span> {reason ?? t.noReason}
        </p>
        <VitalsFields form={form} />
        <div className="vitals-alarms" role="status">
          {alarms?.map((alarm) => (
            <Note key={alarm} tone="warn" title={alarm}>
              {t.tellDoctor}
            </Note>
          ))}
        </div>
      </Panel>
      <Panel title={t.vitals}>
        <VitalsStrip encounter={encounter} patient={patient} isClosed />
      </Panel>
    </div>
  );
}

function MeasuredVisit({ id, onNext }: { readonly id: string; readonly onNext: (() => void) | undefined }) {
  const t = useTexts(texts);
  const { record, patient, allergies, error, retry } = useVisit(id);
  if (error !== null && error !== undefined) return <ErrorNote error={error} onRetry={() => void retry()} />;
  if (record === undefined || patient === undefined) return <Loading />;
  return (
    <>
      <PatientBanner patient={patient} allergies={allergies} />
      {isClosed(record.encounter) ? (
        <Empty title={t.closed} />
      ) : (
        <Measure
          encounter={id}
          patient={patient.id ?? ''}
          reason={record.encounter.reasonCode?.[0]?.text}
          onNext={onNext}
        />
      )}
    </>
  );
}

/** The nurse's desk before the consulting room: who waits, who was measured, eight figures. */
export function VitalsScreen() {
  const t = useTexts(texts);
  const { room } = usePlace();
  const { encounter } = useParams();
  const navigate = useNavigate();
  const worklist = useWorklist(room?.id);
  const unmeasured = useUnmeasured();
  const open = (id: string): void => void navigate(`/outpatient/vitals/${id}`);
  const next = worklist.data?.entries.find(
    (entry) => entry.encounter !== encounter && unmeasured?.has(entry.encounter),
  )?.encounter;
  const goOn = next === undefined ? undefined : () => open(next);
  useScan(['visit', 'patient'], ({ value }) => {
    const found = worklist.data?.entries.find((entry) => entry.encounter === value);
    if (found === undefined) return false;
    open(found.encounter);
    return found.name;
  });
  useActions(
    encounter === undefined && goOn !== undefined
      ? [{ key: 'F6', label: t.nextToMeasure, icon: IconArrowRight, isPrimary: true, run: goOn }]
      : [],
  );
  return (
    <div className="room">
      <div className="room-list">
        {room === undefined ? (
          <Empty title={t.noRoom} hint={t.noRoomHint} />
        ) : (
          <WorklistPanel
            worklist={worklist}
            open={encounter}
            onOpen={(entry) => open(entry.encounter)}
            isMarked={(entry) => unmeasured !== undefined && !unmeasured.has(entry.encounter)}
            mark={t.isMeasured}
          />
        )}
      </div>
      <div className="room-visit" data-empty={encounter === undefined || undefined}>
        {encounter === undefined ? (
          <Empty title={t.nobodyChosen} hint={t.nobodyToMeasureHint} />
        ) : (
          <MeasuredVisit key={encounter} id={encounter} onNext={goOn} />
        )}
      </div>
    </div>
  );
}
