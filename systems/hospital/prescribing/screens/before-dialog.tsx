import { codeSystems } from '@lienmach/core';
import {
  formatDate,
  Loading,
  PickDialog,
  type PickItem,
  recordKey,
  useRecord,
  useSearch,
  useTexts,
} from '@lienmach/ui';
import { IconHistory } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import type { MedicationRequest } from 'fhir/r4';
import { dayTimes } from '../rules/dose-grid.ts';
import { type GridLine, lineOfRequest } from './grid-line.ts';
import { texts } from './texts.ts';
import { lookUpDrug } from './use-drugs.ts';
import { codeOf } from './use-prescription.ts';

/** rows taken over carry this until they are issued, and a blue edge */
const BEFORE = 'before-';

/** The last earlier visit with a prescription: its lines, as they stood when it ended. */
function useLastPrescription(patient: string, encounter: string) {
  const found = useSearch('MedicationRequest', {
    patient: `Patient/${patient}`,
    status: 'active,completed',
    _sort: '-authoredon',
    _count: 60,
  });
  const others = (found.data?.items ?? []).filter(
    (one) => codeOf(one) !== undefined && one.encounter?.reference !== `Encounter/${encounter}`,
  );
  const last = others[0]?.encounter?.reference;
  return { isLoading: found.isPending, requests: others.filter((one) => one.encounter?.reference === last) };
}

/** Products the catalog of today does not have any more. */
function useGone(lines: readonly GridLine[]): ReadonlySet<string> {
  const record = useRecord();
  const answers = useQueries({
    queries: lines.map(({ drug }) => ({
      queryKey: recordKey('CodeSystem', 'lookup', codeSystems.drugProduct, drug),
      queryFn: () => lookUpDrug(record, drug),
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  });
  return new Set(lines.filter((_, index) => answers[index]?.isError).map(({ drug }) => drug));
}

function useDoseText() {
  const t = useTexts(texts);
  return (line: GridLine): string =>
    dayTimes.flatMap((time) => (line[time] === '' ? [] : `${t[time]} ${line[time]}`)).join(', ');
}

interface BeforeDialogProps {
  readonly patient: string;
  readonly encounter: string;
  readonly lines: readonly GridLine[];
  readonly onTake: (lines: readonly GridLine[]) => void;
  readonly onClose: () => void;
}

const hintOf = ([first]: readonly MedicationRequest[]): string | undefined =>
  first === undefined
    ? undefined
    : [formatDate(first.authoredOn), first.requester?.display].filter(Boolean).join(' · ');

/** Drugs of the last prescription, to be ticked one by one; what differs from today stands beside the line. */
export function BeforeDialog({ patient, encounter, lines, onTake, onClose }: BeforeDialogProps) {
  const t = useTexts(texts);
  const doseText = useDoseText();
  const { isLoading, requests } = useLastPrescription(patient, encounter);
  const before = requests.map((request) => ({ ...lineOfRequest(request), key: `${BEFORE}${request.id}` }));
  const gone = useGone(before);
  if (isLoading) return <Loading />;
  const itemOf = (line: GridLine): PickItem => {
    const today = lines.find(({ drug }) => drug === line.drug);
    const detail = [doseText(line), t.forDays(line.days), line.timing].filter(Boolean).join(' · ');
    const item = { id: line.key, title: line.name, detail };
    if (gone.has(line.drug)) return { ...item, note: { tone: 'bad', text: t.goneToday }, isDisabled: true };
    if (today === undefined) return item;
    const isSame = dayTimes.every((time) => today[time] === line[time]) && today.days === line.days;
    if (isSame) return { ...item, note: { tone: 'neutral', text: t.sameToday }, isDisabled: true };
    return { ...item, note: { tone: 'warn', text: t.otherToday(doseText(today), today.days) } };
  };
  return (
    <PickDialog
      title={t.asBefore}
      icon={IconHistory}
      hint={hintOf(requests)}
      items={before.map(itemOf)}
      empty={t.nothingBefore}
      onTake={(ids) => onTake(before.filter(({ key }) => ids.includes(key)))}
      onClose={onClose}
    />
  );
}

/**
 * Lines taken over stand in place of the same drug of today, or at the end. They are a draft like any typed line.
 */
export const withBefore = (lines: readonly GridLine[], taken: readonly GridLine[]): readonly GridLine[] => [
  ...lines.map((line) => taken.find(({ drug }) => drug === line.drug) ?? line),
  ...taken.filter(({ drug }) => !lines.some((line) => line.drug === drug)),
];
