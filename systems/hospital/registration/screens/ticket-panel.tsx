import { Button, formatTime, usePlace, useTexts } from '@lienmach/ui';
import { IconPrinter, IconTicket } from '@tabler/icons-react';
import { createPortal } from 'react-dom';
import { texts } from './texts.ts';
import type { GivenTicket } from './use-reception.ts';

/** Only the slip goes on paper; other prints of the page are not touched. */
export function printSlip(): void {
  document.body.dataset.print = 'slip';
  window.print();
  delete document.body.dataset.print;
}

/** What goes on paper: number, room, name; only the printer sees it. */
function Slip({ ticket }: { readonly ticket: GivenTicket }) {
  const t = useTexts(texts);
  const { facility } = usePlace();
  return createPortal(
    <div className="slip" aria-hidden="true">
      <p>{facility}</p>
      <h2>{t.slipTitle}</h2>
      <p className="slip-number">{ticket.number}</p>
      <p className="slip-room">{ticket.room}</p>
      <p>{ticket.name.toLocaleUpperCase('vi')}</p>
      <p>{formatTime(ticket.at.toISOString())}</p>
      <p>{t.slipWait}</p>
      <p>{t.slipTrial}</p>
    </div>,
    document.body,
  );
}

/** The number that was just given, big enough to be read out. */
export function TicketPanel({ ticket }: { readonly ticket: GivenTicket | undefined }) {
  const t = useTexts(texts);
  return (
    <section className="panel desk-ticket" aria-label={t.ticketLast} data-given={ticket !== undefined || undefined}>
      {ticket === undefined ? (
        <p className="row mut">
          <IconTicket size={20} stroke={1.75} aria-hidden="true" />
          {t.ticketNone}
        </p>
      ) : (
        <>
          <div className="row">
            <span className="s sec grow">
              {t.ticketLast} · <span className="n">{formatTime(ticket.at.toISOString())}</span>
            </span>
            <Button size="sm" icon={IconPrinter} keyHint="Ctrl+P" onClick={printSlip}>
              {t.printAgain}
            </Button>
          </div>
          <output className="desk-number">{ticket.number}</output>
          <p>
            <b>{ticket.room}</b>
          </p>
          <p className="sec desk-record-name">{ticket.name}</p>
          <Slip ticket={ticket} />
        </>
      )}
    </section>
  );
}
