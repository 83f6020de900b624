import {
  Button,
  DataGrid,
  formatDate,
  isOutcomeError,
  Note,
  type OutcomeError,
  Panel,
  recordKey,
  StatusChip,
  showToast,
  useActions,
  useRecord,
  useSession,
  useTexts,
} from '@lienmach/ui';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { AllergyIntolerance } from 'fhir/r4';
import { useState } from 'react';
import { isNoKnownAllergy, isStanding } from '../rules/no-known-allergy-record.ts';
import { AllergyDialog } from './allergy-dialog.tsx';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { texts } from './texts.ts';

function State({ allergy }: { readonly allergy: AllergyIntolerance }) {
  const t = useTexts(texts);
  if (isStanding(allergy)) {
    return allergy.criticality === undefined ? null : (
      <StatusChip tone={allergy.criticality === 'high' ? 'bad' : 'warn'}>
        {t.severityShort[allergy.criticality]}
      </StatusChip>
    );
  }
  const isRefuted = allergy.verificationStatus?.coding?.[0]?.code === 'refuted';
  return (
    <StatusChip tone="neutral" icon={false}>
      {isRefuted ? t.withdrawn : t.over}
    </StatusChip>
  );
}

/** asked and none, or nobody asked: never an empty list */
function Standing({ allergies }: { readonly allergies: readonly AllergyIntolerance[] }) {
  const t = useTexts(texts);
  const standing = allergies.filter(isStanding);
  const none = standing.find(isNoKnownAllergy);
  if (standing.some((one) => !isNoKnownAllergy(one))) return null;
  if (none === undefined) {
    return (
      <Note tone="warn" title={t.allergyUnknown}>
        {t.allergyUnknownHint}
      </Note>
    );
  }
  return (
    <Note tone="ok" title={t.noAllergy}>
      {t.askedBy(none.recorder?.display ?? '', formatDate(none.recordedDate))}
    </Note>
  );
}

function useNone(patient: string, onDone: () => void) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const [refusal, setRefusal] = useState<OutcomeError>();
  const [isBusy, setBusy] = useState(false);
  const say = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    try {
      await operation('$no-known-allergy', `Patient/${patient}`);
      setRefusal(undefined);
      showToast(t.noneSaved);
      onDone();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown);
    } finally {
      setBusy(false);
    }
  };
  return { say: () => void say(), refusal, isBusy };
}

interface AllergiesViewProps {
  readonly chart: ChartOnScreen;
  readonly onChange: () => void;
}

/** Allergies with who said so; a new one, or "asked, none", is recorded here. */
export function AllergiesView({ chart, onChange }: AllergiesViewProps) {
  const t = useTexts(texts);
  const { hasRole } = useSession();
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const patient = chart.patient.id ?? '';
  const changed = (): void => {
    void cache.invalidateQueries({ queryKey: recordKey('AllergyIntolerance') });
    onChange();
  };
  const none = useNone(patient, changed);
  const mayWrite = hasRole('doctor', 'nurse');
  const real = chart.allergy.filter((one) => !isNoKnownAllergy(one));
  const mayDeny = mayWrite && !chart.allergy.some(isStanding);
  useActions(
    mayWrite
      ? [
          { key: 'Alt+N', label: t.recordAllergy, at: 'hidden', run: () => setOpen(true) },
          { key: 'Alt+K', label: t.recordNone, at: 'hidden', isDisabled: !mayDeny, run: none.say },
        ]
      : [],
  );
  return (
    <Panel
      title={t.allergiesTable}
      isPadded={false}
      grow={1}
      footer={
        mayWrite && (
          <>
            <Button size="sm" icon={IconPlus} keyHint="Alt+N" onClick={() => setOpen(true)}>
              {t.recordAllergy}
            </Button>
            {mayDeny && (
              <Button size="sm" icon={IconCheck} keyHint="Alt+K" isBusy={none.isBusy} onClick={none.say}>
                {t.recordNone}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="chart-pad">
        {none.refusal && <Note tone="bad" title={none.refusal.message} />}
        <Standing allergies={chart.allergy} />
      </div>
      {real.length > 0 && (
        <DataGrid
          label={t.allergiesTable}
          rows={real}
          rowKey={({ id }) => id ?? ''}
          columns={[
            { id: 'what', head: t.substance, cell: ({ code }) => <b>{code?.text ?? code?.coding?.[0]?.display}</b> },
            {
              id: 'reaction',
              head: t.reaction,
              width: 260,
              cell: ({ reaction }) => reaction?.[0]?.manifestation[0]?.text,
            },
            { id: 'severity', head: t.severity, width: 130, cell: (one) => <State allergy={one} /> },
            {
              id: 'onset',
              head: t.onset,
              width: 104,
              cell: ({ onsetDateTime }) => <span className="n">{formatDate(onsetDateTime)}</span>,
            },
            { id: 'by', head: t.recordedBy, width: 190, cell: ({ recorder }) => recorder?.display },
            {
              id: 'day',
              head: t.day,
              width: 104,
              cell: ({ recordedDate }) => <span className="n">{formatDate(recordedDate)}</span>,
            },
          ]}
        />
      )}
      {isOpen && <AllergyDialog patient={patient} onClose={() => setOpen(false)} onSaved={changed} />}
    </Panel>
  );
}
