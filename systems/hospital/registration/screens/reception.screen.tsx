import './reception.css';
import { type BarState, showToast, useActions, usePrint, useRead, useScan, useTexts } from '@lienmach/ui';
import { IconDeviceFloppy, IconPrinter, IconRotate } from '@tabler/icons-react';
import type { Patient } from 'fhir/r4';
import { useEffect, useState } from 'react';
import { CardPanel } from './card-panel.tsx';
import { EditPerson } from './edit-person.tsx';
import { ExpectedPeople } from './expected-people.tsx';
import { PersonPanel } from './person-panel.tsx';
import { isEmptyDraft } from './reception-draft.ts';
import { RecordsPanel } from './records-panel.tsx';
import { RoomsPanel } from './rooms-panel.tsx';
import { texts } from './texts.ts';
import { TicketPanel } from './ticket-panel.tsx';
import { UnknownPerson } from './unknown-person.tsx';
import { useIdentify } from './use-identify.ts';
import { useReception } from './use-reception.ts';
import { useRoomLoad } from './use-room-load.ts';

/** after the next picture: a dialog that just closed holds the focus until then */
const focusOn = (name: string): void => {
  requestAnimationFrame(() => setTimeout(() => document.querySelector<HTMLElement>(`.desk [name="${name}"]`)?.focus()));
};

/** after a refusal the first field that needs a hand has the cursor */
const focusOnFirstError = (): void => {
  setTimeout(() => {
    const first = document.querySelector<HTMLElement>('.desk [aria-invalid="true"]');
    (first?.querySelector<HTMLElement>('input') ?? first)?.focus();
  });
};

function useBarState(desk: ReturnType<typeof useReception>): BarState {
  const t = useTexts(texts);
  const count = Object.keys(desk.errors).length;
  if (desk.isSaving) return { text: t.saving };
  if (desk.isUnsent) return { text: t.unsent, tone: 'warn' };
  if (count > 0) return { text: t.refused(count), tone: 'bad' };
  if (!isEmptyDraft(desk.draft)) return { text: t.draft, tone: 'quiet' };
  if (desk.ticket !== undefined) return { text: t.given(desk.ticket.number, desk.ticket.name), tone: 'ok' };
  return { text: t.ready, tone: 'quiet' };
}

/** One person after the other: scan or type, look at the card, choose a room, give a number. */
export function ReceptionScreen() {
  const t = useTexts(texts);
  const desk = useReception();
  const search = useIdentify(desk.draft);
  const load = useRoomLoad();
  const printing = usePrint();
  const { ticket } = desk;
  useEffect(() => focusOn('name'), []);
  const printSlip = (given = ticket): void => {
    if (given !== undefined) void printing.print({ form: 'STT', at: given.encounter });
  };
  useScan(['identity-card', 'insurance-card'], async (scan) => {
    const answer = await desk.scan(scan);
    focusOn('reason');
    return answer;
  });
  const save = async (isPrinted: boolean): Promise<void> => {
    const given = await desk.save();
    if (given === undefined) return focusOnFirstError();
    focusOn('name');
    if (isPrinted) printSlip(given);
  };
  const first = search.data?.candidates[0];
  const { existing } = desk.draft;
  const isUsed = ({ patient }: { readonly patient: Patient }): boolean => patient.id === existing;
  const used = useRead('Patient', existing).data ?? search.data?.candidates.find(isUsed)?.patient;
  const [edited, setEdited] = useState<Patient>();
  const [isUnknown, setUnknown] = useState(false);
  const takeNewborn = (): void => {
    desk.newborn();
    focusOn('gender');
  };
  useActions(
    [
      {
        key: 'Alt+R',
        label: t.reset,
        icon: IconRotate,
        run: () => {
          desk.reset();
          focusOn('name');
        },
      },
      {
        key: 'Ctrl+I',
        label: t.saveAndPrint,
        icon: IconPrinter,
        isDisabled: desk.isSaving,
        run: () => void save(true),
      },
      {
        key: 'Ctrl+S',
        label: t.save,
        icon: IconDeviceFloppy,
        isPrimary: true,
        isDisabled: desk.isSaving,
        run: () => void save(false),
      },
      { key: 'Ctrl+D', label: t.useRecord, at: 'hidden', run: () => first !== undefined && desk.choose(first.patient) },
      { key: 'F2', label: t.editTitle, at: 'hidden', isDisabled: used === undefined, run: () => setEdited(used) },
      { key: 'Alt+U', label: t.unknownPerson, at: 'hidden', run: () => setUnknown(true) },
      {
        key: 'Alt+C',
        label: t.newborn,
        at: 'hidden',
        isDisabled: desk.draft.fields.name.trim() === '',
        run: takeNewborn,
      },
      { key: 'Alt+N', label: t.someoneElse, at: 'hidden', run: desk.confirmNew },
      { key: 'Alt+B', label: t.dropCard, at: 'hidden', run: desk.dropCard },
      { key: 'Ctrl+P', label: t.print, at: 'hidden', run: () => printSlip() },
      {
        key: 'Ctrl+Shift+P',
        label: t.printChoose,
        at: 'hidden',
        run: () => ticket !== undefined && void printing.choose({ form: 'STT', at: ticket.encounter }),
      },
    ],
    useBarState(desk),
  );
  return (
    <div className="work desk" data-columns="3">
      <PersonPanel desk={desk} onUnknown={() => setUnknown(true)} onNewborn={takeNewborn} />
      <div className="stack">
        <CardPanel desk={desk} warnings={search.data?.warnings ?? []} />
        <RecordsPanel desk={desk} search={search} used={used} onEdit={setEdited} />
      </div>
      <div className="stack">
        <RoomsPanel desk={desk} load={load} />
        <ExpectedPeople desk={desk} onTaken={() => focusOn('reason')} />
        <TicketPanel ticket={ticket} isPrinting={printing.isPrinting} onPrint={() => printSlip()} />
      </div>
      {printing.view}
      {isUnknown && (
        <UnknownPerson
          onClose={() => setUnknown(false)}
          onMade={(patient) => {
            setUnknown(false);
            desk.unknown(patient);
            focusOn('reason');
          }}
        />
      )}
      {edited !== undefined && (
        <EditPerson
          patient={edited}
          onClose={() => setEdited(undefined)}
          onSaved={(patient) => {
            setEdited(undefined);
            desk.corrected(patient);
            showToast(t.edited);
            focusOn('reason');
          }}
        />
      )}
    </div>
  );
}
