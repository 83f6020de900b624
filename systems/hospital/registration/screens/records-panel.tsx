import {
  Button,
  Empty,
  ErrorNote,
  formatDate,
  Note,
  nameOf,
  Panel,
  patientCodeOf,
  StatusChip,
  useTexts,
} from '@lienmach/ui';
import type { Patient } from 'fhir/r4';
import type { Candidate } from './reception-draft.ts';
import { texts } from './texts.ts';
import type { useIdentify } from './use-identify.ts';
import type { useReception } from './use-reception.ts';

const tones = { certain: 'ok', probable: 'warn', possible: 'neutral' } as const;

interface RowProps {
  readonly candidate: Candidate;
  readonly isFirst: boolean;
  readonly isUsed: boolean;
  readonly onUse: () => void;
  readonly onEdit: () => void;
}

function CandidateRow({ candidate, isFirst, isUsed, onUse, onEdit }: RowProps) {
  const t = useTexts(texts);
  const { patient, grade, reasons } = candidate;
  return (
    <li className="desk-record" data-used={isUsed || undefined}>
      <div className="grow">
        <div className="row g6 wrap">
          <b className="desk-record-name">{nameOf(patient.name)}</b>
          <StatusChip tone={tones[grade]}>{t[grade]}</StatusChip>
        </div>
        <p className="s sec">
          {t.born} <span className="n">{formatDate(patient.birthDate)}</span> · {t.code}{' '}
          <span className="n">{patientCodeOf(patient)}</span>
        </p>
        <p className="s mut">{reasons.join(' ')}</p>
      </div>
      {isUsed ? (
        <div className="row g6">
          <StatusChip tone="info">{t.inUse}</StatusChip>
          <Button size="sm" keyHint="F2" onClick={onEdit}>
            {t.edit}
          </Button>
        </div>
      ) : (
        <Button size="sm" keyHint={isFirst ? 'Ctrl+D' : undefined} onClick={onUse}>
          {t.use}
        </Button>
      )}
    </li>
  );
}

interface RecordsPanelProps {
  readonly desk: ReturnType<typeof useReception>;
  readonly search: ReturnType<typeof useIdentify>;
  /** the record in use, found or not */
  readonly used: Patient | undefined;
  readonly onEdit: (patient: Patient) => void;
}

/** Records that could be this person, with the reasons; the clerk decides. */
export function RecordsPanel({ desk, search, used, onEdit }: RecordsPanelProps) {
  const t = useTexts(texts);
  const { draft, errors } = desk;
  const found = search.data?.candidates ?? [];
  const isShown = used === undefined || found.some(({ patient }) => patient.id === used.id);
  const candidates: readonly Candidate[] = isShown
    ? found
    : [{ patient: used, grade: 'certain', reasons: [] }, ...found];
  const isOpen = candidates.length > 0 && draft.existing === undefined;
  const isNewAsked = isOpen && candidates.every(({ grade }) => grade !== 'certain') && draft.isConfirmedNew !== true;
  return (
    <Panel
      title={t.records}
      isPadded={false}
      grow={1}
      actions={
        isNewAsked && (
          <Button size="sm" keyHint="Alt+N" onClick={desk.confirmNew}>
            {t.someoneElse}
          </Button>
        )
      }
    >
      {errors[''] !== undefined && (
        <div className="desk-note">
          <Note tone="bad" title={errors['']}>
            {isNewAsked ? t.mustChoose : undefined}
          </Note>
        </div>
      )}
      {search.error !== null && errors[''] === undefined && (
        <div className="desk-note">
          <ErrorNote error={search.error} />
        </div>
      )}
      {draft.isConfirmedNew && (
        <div className="desk-note">
          <Note tone="ok" title={t.confirmedNew} />
        </div>
      )}
      <ul>
        {candidates.map((candidate, at) => (
          <CandidateRow
            key={candidate.patient.id}
            candidate={candidate}
            isFirst={at === 0}
            isUsed={candidate.patient.id === draft.existing}
            onUse={() => desk.choose(candidate.patient)}
            onEdit={() => onEdit(candidate.patient)}
          />
        ))}
      </ul>
      {candidates.length === 0 && search.error === null && (
        <Empty
          title={search.data === undefined ? t.nothingYetTitle : t.noRecords}
          hint={search.data === undefined ? t.nothingYet : t.noRecordsHint}
        />
      )}
    </Panel>
  );
}
