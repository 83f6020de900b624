import { useRecord, useWidgets, WidgetView } from '@lienmach/ui';
import type { useReception } from './use-reception.ts';

interface ExpectedPeopleProps {
  readonly desk: ReturnType<typeof useReception>;
  /** the form holds the person now */
  readonly onTaken: () => void;
}

/** Who other rooms expect today; one press fills the form with person, room and reason. */
export function ExpectedPeople({ desk, onTaken }: ExpectedPeopleProps) {
  const { read } = useRecord();
  return useWidgets('reception.today').map((widget) => (
    <WidgetView
      key={widget.id}
      widget={widget}
      onPatient={async ({ patient, room, reason }) => {
        const person = await read('Patient', patient);
        desk.reset();
        desk.choose(person);
        desk.change('room', room);
        desk.change('reason', reason);
        onTaken();
      }}
    />
  ));
}
