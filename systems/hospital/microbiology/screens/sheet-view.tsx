import {
  Button,
  Empty,
  ErrorNote,
  Panel,
  showToast,
  Tabs,
  useActions,
  useSession,
  useTexts,
  useVerb,
  valuesIn,
} from '@lienmach/ui';
import { IconDeviceFloppy, IconPlus, IconSend, IconSignature } from '@tabler/icons-react';
import type { Parameters } from 'fhir/r4';
import { useState } from 'react';
import { organismOf } from '../catalogs/organisms.ts';
import { type JudgedIsolate, judgeIsolate } from '../rules/judge-isolate.ts';
import type { Isolate } from '../rules/worksheet.ts';
import { CallPart } from './call-part.tsx';
import { IsolateGrid } from './isolate-grid.tsx';
import { PlatesPanel } from './plates-panel.tsx';
import { ReportSide } from './report-side.tsx';
import { texts } from './texts.ts';
import { benchKey, type SheetDraft, type ShownSheet, saveInput, sheetKey } from './use-culture.ts';

const draftOf = ({ smear, readings, isolates, comment }: ShownSheet): SheetDraft => ({
  smear,
  readings,
  isolates,
  comment,
});

const judgeAll = (sheet: ShownSheet, isolates: readonly Isolate[]): JudgedIsolate[] =>
  isolates.map(({ organism, method, results }) =>
    judgeIsolate(results, {
      organism: organismOf(organism) ?? { code: organism, group: 'other' },
      method,
      site: sheet.kind,
      standard: sheet.standard,
    }),
  );

/** what is typed, and the isolate in hand */
function useSheet(sheet: ShownSheet) {
  const [draft, setDraft] = useState<SheetDraft>(() => draftOf(sheet));
  const [open, setOpen] = useState(sheet.isolates[0]?.number ?? 1);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOf(sheet));
  const isolate = draft.isolates.find(({ number }) => number === open) ?? draft.isolates[0];
  const change = (next: Isolate): void =>
    setDraft({ ...draft, isolates: draft.isolates.map((one) => (one.number === next.number ? next : one)) });
  const add = (): void => {
    const number = Math.max(0, ...draft.isolates.map((one) => one.number)) + 1;
    const fresh: Isolate = { number, organism: 'ECO', amount: '', method: isolate?.method ?? 'mic', results: [] };
    setDraft({ ...draft, isolates: [...draft.isolates, fresh] });
    setOpen(number);
  };
  const drop = (number: number): void =>
    setDraft({ ...draft, isolates: draft.isolates.filter((one) => one.number !== number) });
  return { draft, setDraft, isDirty, isolate, change, add, drop, setOpen };
}

/** save and release, one press at a time */
function useWork(sheet: ShownSheet, work: ReturnType<typeof useSheet>) {
  const t = useTexts(texts);
  const verb = useVerb(benchKey, sheetKey);
  const { hasRole } = useSession();
  const [isAccepted, setAccepted] = useState(false);
  const [reason, setReason] = useState('');
  const at = `DiagnosticReport/${sheet.report}`;
  const wasFinal = sheet.releases.some(({ stage }) => stage !== 'preliminary');
  const save = async (): Promise<void> => {
    const answer = await verb.run<Parameters>('$save-culture', at, saveInput(work.draft, sheet.version));
    if (answer === undefined || answer === true) return;
    const alerts = valuesIn<string>(answer, 'alert');
    showToast(alerts.length === 0 ? t.saved : t.alert(alerts.join('; ')));
  };
  const release = async (stage: string): Promise<void> => {
    const input = { stage: { valueCode: stage }, version: sheet.version, accept: isAccepted };
    const answer = await verb.run('$release-culture', at, wasFinal ? { ...input, reason } : input);
    if (answer !== undefined) showToast(t.releasedToast);
  };
  const isDoctor = hasRole('lab-doctor');
  const waits = work.isDirty || verb.isBusy;
  useActions(
    [
      { key: 'Alt+I', label: t.addIsolate, icon: IconPlus, run: work.add },
      {
        key: 'Ctrl+S',
        label: t.save,
        icon: IconDeviceFloppy,
        isPrimary: !isDoctor,
        isDisabled: verb.isBusy,
        run: () => void save(),
      },
      ...(isDoctor && !wasFinal
        ? [
            {
              key: 'Alt+P',
              label: t.preliminary,
              icon: IconSend,
              isDisabled: waits,
              run: () => void release('preliminary'),
            },
          ]
        : []),
      ...(isDoctor
        ? [
            {
              key: 'Ctrl+Enter',
              label: wasFinal ? t.amend : t.final,
              icon: IconSignature,
              isPrimary: true,
              isDisabled: waits,
              run: () => void release('final'),
            },
          ]
        : []),
    ],
    work.isDirty ? { text: t.unsaved, tone: 'warn' } : { text: t.isSaved, tone: 'ok' },
  );
  return { error: verb.error, isAccepted, setAccepted, reason, setReason };
}

/** One culture: plates, isolates and their grid, and what the report will say. */
export function SheetView({ sheet, call }: { readonly sheet: ShownSheet; readonly call: string }) {
  const t = useTexts(texts);
  const work = useSheet(sheet);
  const { error, isAccepted, setAccepted, reason, setReason } = useWork(sheet, work);
  const { draft, setDraft, isolate } = work;
  return (
    <>
      <div className="stack culture-middle">
        {error !== undefined && <ErrorNote error={error} />}
        {call !== '' && <CallPart task={call} />}
        <PlatesPanel sheet={sheet} draft={draft} onChange={setDraft} />
        <Panel
          title={t.isolates}
          grow={1}
          isPadded={false}
          actions={
            isolate === undefined ? undefined : (
              <Button size="sm" tone="quiet" onClick={() => work.drop(isolate.number)}>
                {t.dropIsolate}
              </Button>
            )
          }
        >
          {isolate === undefined ? (
            <Empty title={t.noIsolate} hint={t.noIsolateHint} />
          ) : (
            <Tabs
              label={t.isolates}
              tabs={draft.isolates.map(({ number, organism }) => ({
                id: String(number),
                label: `${number}. ${organismOf(organism)?.name ?? organism}`,
              }))}
              value={String(isolate.number)}
              onChange={(id) => work.setOpen(Number(id))}
            >
              <IsolateGrid sheet={sheet} isolate={isolate} onChange={work.change} />
            </Tabs>
          )}
        </Panel>
      </div>
      <ReportSide
        sheet={sheet}
        draft={draft}
        judged={judgeAll(sheet, draft.isolates)}
        isAccepted={isAccepted}
        onAccept={setAccepted}
        reason={reason}
        onReason={setReason}
        onComment={(comment) => setDraft({ ...draft, comment })}
      />
    </>
  );
}
