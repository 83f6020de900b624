import { Button, Dialog, SelectField, useTexts } from '@lienmach/ui';
import { IconArrowsExchange } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ticketText } from './room-name.ts';
import { texts } from './texts.ts';
import type { RoomLoad } from './use-board.ts';
import type { QueueLine } from './use-queue.ts';

interface MoveDialogProps {
  readonly line: QueueLine;
  /** rooms to go to */
  readonly rooms: readonly RoomLoad[];
  readonly onClose: () => void;
  readonly onMove: (room: string) => void;
}

/** Another room for somebody who waits: a new number there, the same lane and hour of arrival. */
export function MoveDialog({ line, rooms, onClose, onMove }: MoveDialogProps) {
  const t = useTexts(texts);
  const [room, setRoom] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (room !== '') onMove(room);
  };
  return (
    <Dialog
      title={t.moveOf(ticketText(line.ticket), line.name)}
      icon={IconArrowsExchange}
      onClose={onClose}
      footer={
        <>
          <Button keyHint="Esc" onClick={onClose}>
            {t.stay}
          </Button>
          <Button type="submit" form="move-room" tone="primary" keyHint="Enter" disabled={room === ''}>
            {t.moveRoom}
          </Button>
        </>
      }
    >
      <form id="move-room" onSubmit={submit}>
        <SelectField
          label={t.moveTo}
          name="moveTo"
          value={room}
          placeholder={t.pick}
          options={rooms.map(({ id, name, waiting }) => ({ value: id, label: `${name} · ${t.waiting(waiting)}` }))}
          hint={t.moveHint}
          onChange={setRoom}
        />
      </form>
    </Dialog>
  );
}
