import { ErrorNote, formatTime, Loading, Panel, useTexts } from '@lienmach/ui';
import { ticketText } from './room-name.ts';
import { texts } from './texts.ts';
import type { CallLine, RoomFigures, Step, useFigures } from './use-queue.ts';

const StepCells = ({ step }: { readonly step: Step }) => {
  const t = useTexts(texts);
  if (step.median === undefined) {
    return (
      <td colSpan={2} className="mut r">
        {t.notEnough}
      </td>
    );
  }
  return (
    <>
      <td className="n r">{step.median}</td>
      <td className="n r">{step.p90}</td>
    </>
  );
};

function Steps({ rooms, room }: { readonly rooms: readonly RoomFigures[]; readonly room: string | undefined }) {
  const t = useTexts(texts);
  return (
    <table className="queue-steps">
      <thead>
        <tr>
          <th scope="col">{t.room}</th>
          <th scope="col" className="r">
            {t.median}
          </th>
          <th scope="col" className="r">
            {t.p90}
          </th>
        </tr>
      </thead>
      {rooms.map(({ id, name, steps }) => (
        <tbody key={id} data-on={id === room || undefined}>
          <tr>
            <th scope="rowgroup" colSpan={3}>
              {name}
            </th>
          </tr>
          {steps.map(({ id: stepId, step }) => (
            <tr key={stepId}>
              <th scope="row">
                {t.stepNames[stepId]} <span className="mut">{t.ofVisits(step.count)}</span>
              </th>
              <StepCells step={step} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Calls({ calls, rooms }: { readonly calls: readonly CallLine[]; readonly rooms: readonly RoomFigures[] }) {
  const t = useTexts(texts);
  if (calls.length === 0) return <p className="mut queue-none">{t.noCalls}</p>;
  return (
    <ul className="queue-calls">
      {calls.map((call) => (
        <li key={`${call.room}-${call.ticket}`}>
          <span className="n">{formatTime(call.at)}</span>
          <b className="n">{ticketText(call.ticket)}</b>
          <span className="el grow">
            {rooms.find(({ id }) => id === call.room)?.name}
            {call.by !== undefined && <span className="mut"> · {call.by}</span>}
          </span>
          {call.calls > 1 && <span className="s sec nw">{t.callAgain(call.calls)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** How long people waited today, step by step, and the calls of today. */
export function FiguresPanel({
  figures,
  room,
}: {
  readonly figures: ReturnType<typeof useFigures>;
  readonly room: string | undefined;
}) {
  const t = useTexts(texts);
  const { data, error, refetch, isPending } = figures;
  return (
    <div className="stack">
      <Panel title={t.steps} hint={t.stepsHint} isPadded={false}>
        {error !== null && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {isPending && <Loading />}
        {data !== undefined && (
          <>
            <Steps rooms={data.rooms} room={room} />
            <p className="s mut queue-none">{t.stepsLegend}</p>
          </>
        )}
      </Panel>
      <Panel title={t.calls} isPadded={false} grow={1}>
        {data !== undefined && <Calls calls={data.calls} rooms={data.rooms} />}
      </Panel>
    </div>
  );
}
