import { Button, Dialog, formatDate, Panel, StatusChip, useTexts } from '@lienmach/ui';
import { IconStethoscope } from '@tabler/icons-react';
import type { Encounter } from 'fhir/r4';
import type { ChartEvent } from '../rules/chart-events.ts';
import type { ChartOnScreen } from './chart-on-screen.ts';
import { texts } from './texts.ts';
import { VisitFacts } from './visit-facts.tsx';

const isVisit = ({ kind }: ChartEvent): boolean => kind === 'visit' || kind === 'stay';

const paperOf = ({ document }: ChartOnScreen, visit: string): string | undefined =>
  document.find(({ context }) => context?.encounter?.some(({ reference }) => reference === visit))?.id;

interface EventDetailProps {
  readonly chart: ChartOnScreen;
  readonly encounters: readonly Encounter[];
  readonly event: ChartEvent | undefined;
  readonly onOpen: (event: ChartEvent) => void;
  readonly onPaper: (id: string) => void;
}

/** What stands behind the chosen event; Enter opens all of it. */
export function EventDetail({ chart, encounters, event, onOpen, onPaper }: EventDetailProps) {
  const t = useTexts(texts);
  if (event === undefined) {
    return (
      <Panel title={t.detail}>
        <p className="mut">{t.chooseEvent}</p>
      </Panel>
    );
  }
  const encounter = isVisit(event) ? encounters.find(({ id }) => event.key === `Encounter/${id}`) : undefined;
  const paper = encounter === undefined ? undefined : paperOf(chart, event.key);
  const open = event.kind === 'document' ? t.openPaper : encounter === undefined ? t.openPart : t.openVisit;
  return (
    <Panel
      title={
        <span className="row">
          <span className="n">{formatDate(event.at)}</span>
          <span className="el">
            {encounter === undefined ? t.kinds[event.kind] : (encounter.location?.[0]?.location.display ?? t.visit)}
          </span>
        </span>
      }
      actions={event.isSigned && <StatusChip tone="ok">{t.signed}</StatusChip>}
      footer={
        <>
          <Button size="sm" keyHint="Enter" onClick={() => onOpen(event)}>
            {open}
          </Button>
          {paper !== undefined && (
            <Button size="sm" onClick={() => onPaper(paper)}>
              {t.openSigned}
            </Button>
          )}
          <span className="grow" />
          <span className="s mut el">{event.isElsewhere ? event.place : t.fromRecord}</span>
        </>
      }
    >
      {encounter === undefined ? <p>{event.title}</p> : <VisitFacts chart={chart} encounter={encounter} />}
      {event.place !== '' && encounter === undefined && <p className="sec">{event.place}</p>}
    </Panel>
  );
}

interface VisitDialogProps {
  readonly chart: ChartOnScreen;
  readonly encounter: Encounter;
  readonly onClose: () => void;
}

/** All of one visit, to be read. */
export function VisitDialog({ chart, encounter, onClose }: VisitDialogProps) {
  const t = useTexts(texts);
  const place = encounter.location?.[0]?.location.display ?? t.visit;
  return (
    <Dialog
      title={`${formatDate(encounter.period?.start)} · ${place}`}
      icon={IconStethoscope}
      onClose={onClose}
      width={640}
      footer={
        <Button keyHint="Esc" onClick={onClose}>
          {t.close}
        </Button>
      }
    >
      <VisitFacts chart={chart} encounter={encounter} isWhole />
    </Dialog>
  );
}
