import { Button, formatTime, useTexts } from '@lienmach/ui';
import { IconPrinter, IconTicket } from '@tabler/icons-react';
import { texts } from './texts.ts';
import type { GivenTicket } from './use-reception.ts';

interface TicketPanelProps {
  readonly ticket: GivenTicket | undefined;
  readonly isPrinting: boolean;
  readonly onPrint: () => void;
}

/** The number that was just given, big enough to be read out. */
export function TicketPanel({ ticket, isPrinting, onPrint }: TicketPanelProps) {
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
            <Button size="sm" icon={IconPrinter} keyHint="Ctrl+P" onClick={onPrint} isBusy={isPrinting}>
              {t.printAgain}
            </Button>
          </div>
          <output className="desk-number">{ticket.number}</output>
          <p>
            <b>{ticket.room}</b>
          </p>
          <p className="sec desk-record-name">{ticket.name}</p>
        </>
      )}
    </section>
  );
}
