import './room.css';
import {
  Empty,
  ErrorNote,
  Loading,
  Panel,
  PatientBanner,
  useActions,
  usePlace,
  useScan,
  useSearch,
  useTexts,
} from '@lienmach/ui';
import type { Questionnaire } from 'fhir/r4';
import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isClosed } from '../rules/can-finish-visit.ts';
import { isOfUse } from './exam-forms.ts';
import { FormList, responseOf } from './form-list.tsx';
import { FormSheet } from './form-sheet.tsx';
import { texts } from './texts.ts';
import { useVisit } from './use-visit.ts';
import { useWorklist } from './use-worklist.ts';
import { WorklistPanel } from './worklist.tsx';

const focusList = (): void =>
  (
    document.querySelector<HTMLElement>('.form-row[aria-current]') ?? document.querySelector<HTMLElement>('.form-row')
  )?.focus();

interface VisitFormsProps {
  readonly id: string;
  readonly open: string | undefined;
  readonly onOpen: (form: Questionnaire) => void;
}

/** Forms of one visit: the list, and the one that is open. */
function VisitForms({ id, open, onOpen }: VisitFormsProps) {
  const t = useTexts(texts);
  const { record, patient, allergies, error, retry } = useVisit(id);
  const responses = useSearch('QuestionnaireResponse', { encounter: `Encounter/${id}` });
  const isReady = record !== undefined && responses.data !== undefined;
  useEffect(() => {
    if (!isReady || open !== undefined) return;
    const timer = setTimeout(focusList, 60);
    return () => clearTimeout(timer);
  }, [isReady, open]);
  useActions([{ key: 'F4', label: t.formChoose, at: 'hidden', run: focusList }]);
  if (error !== null && error !== undefined) return <ErrorNote error={error} onRetry={() => void retry()} />;
  if (responses.error !== null) return <ErrorNote error={responses.error} onRetry={() => void responses.refetch()} />;
  if (record === undefined || patient === undefined || responses.data === undefined) return <Loading />;
  const forms = record.forms.filter((form) => !isOfUse(form, 'examination'));
  const form = forms.find((one) => one.id === open);
  return (
    <>
      <PatientBanner patient={patient} allergies={allergies} />
      <div className="work forms-work" data-columns="list">
        <Panel title={t.forms} isPadded={false}>
          <FormList forms={forms} responses={responses.data.items} open={open} onOpen={onOpen} />
        </Panel>
        {form === undefined ? (
          <Panel title={t.formNone} isTitleHidden>
            <Empty title={t.formNone} hint={t.formNoneHint} />
          </Panel>
        ) : (
          <FormSheet
            key={form.id}
            questionnaire={form}
            response={responseOf(form, responses.data.items)}
            encounter={record.encounter}
            patient={patient}
            isClosed={isClosed(record.encounter)}
          />
        )}
      </div>
    </>
  );
}

/** Any active form of the house, filled in for a visit of the room. */
export function FormsScreen() {
  const t = useTexts(texts);
  const { room } = usePlace();
  const { encounter, form } = useParams();
  const navigate = useNavigate();
  const worklist = useWorklist(room?.id);
  const open = (id: string): void => void navigate(`/outpatient/forms/${id}`);
  useScan(['visit', 'patient'], ({ value }) => {
    const found = worklist.data?.entries.find((entry) => entry.encounter === value);
    if (found === undefined) return false;
    open(found.encounter);
    return found.name;
  });
  return (
    <div className="room">
      <div className="room-list">
        {room === undefined ? (
          <Empty title={t.noRoom} hint={t.noRoomHint} />
        ) : (
          <WorklistPanel worklist={worklist} open={encounter} onOpen={(entry) => open(entry.encounter)} />
        )}
      </div>
      <div className="room-visit" data-empty={encounter === undefined || undefined}>
        {encounter === undefined ? (
          <Empty title={t.nobodyChosen} hint={t.formNobodyHint} />
        ) : (
          <VisitForms
            key={encounter}
            id={encounter}
            open={form}
            onOpen={({ id = '' }) => void navigate(`/outpatient/forms/${encounter}/${id}`)}
          />
        )}
      </div>
    </div>
  );
}
