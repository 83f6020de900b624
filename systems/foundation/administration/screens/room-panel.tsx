import type { RoomKind, SiteRoom } from '@lienmach/core';
import { codeSystems, roomKinds } from '@lienmach/core';
import {
  CheckField,
  type CodeChoice,
  CodePicker,
  DateField,
  Empty,
  ErrorNote,
  isOutcomeError,
  Note,
  Panel,
  SelectField,
  StatusChip,
  TextField,
  useRecord,
  useTexts,
} from '@lienmach/ui';
import { useQuery } from '@tanstack/react-query';
import type { ValueSet } from 'fhir/r4';
import { texts } from './rooms-texts.ts';

interface RoomPanelProps {
  readonly room: SiteRoom | undefined;
  /** in it or called to it now */
  readonly waiting: number;
  readonly error: unknown;
  readonly onChange: (change: Partial<SiteRoom>) => void;
}

const isKind = (kind: string): kind is RoomKind => roomKinds.some((known) => known === kind);

/** the room without one of its fields, when the field was emptied */
const without = (field: 'examService' | 'validFrom' | 'validTo', value: string | undefined): Partial<SiteRoom> =>
  ({ [field]: value === '' ? undefined : value }) as Partial<SiteRoom>;

function ServiceField({
  room,
  error,
  onChange,
}: Pick<RoomPanelProps, 'onChange'> & { room: SiteRoom; error: string | undefined }) {
  const t = useTexts(texts);
  const { operation } = useRecord();
  const search = async (filter: string): Promise<readonly CodeChoice[]> => {
    const found = await operation<ValueSet>('$expand', 'ValueSet', {
      url: { valueUri: codeSystems.services7603 },
      filter,
      count: 8,
    });
    return (found.expansion?.contains ?? []).map(({ code = '', display = '' }) => ({ code, display }));
  };
  const { data: known } = useQuery({
    queryKey: ['administration', 'service', room.examService],
    queryFn: () => search(room.examService ?? ''),
    enabled: room.examService !== undefined,
  });
  const display = known?.find(({ code }) => code === room.examService)?.display ?? '';
  const chosen = room.examService === undefined ? undefined : { code: room.examService, display };
  return (
    <CodePicker
      label={t.service}
      span={12}
      isRequired
      value={chosen}
      hint={t.serviceHint}
      error={error}
      search={search}
      onChange={(choice) => onChange(without('examService', choice?.code))}
    />
  );
}

/** One room: what it is, whom it belongs to, when it is used. */
export function RoomPanel({ room, waiting, error, onChange }: RoomPanelProps) {
  const t = useTexts(texts);
  if (room === undefined) {
    return (
      <Panel title={t.rooms}>
        <Empty title={t.nobody} hint={t.nobodyHint} />
      </Panel>
    );
  }
  const isConflict = isOutcomeError(error) && error.status === 412;
  const problems = isOutcomeError(error)
    ? error.fieldErrors({ name: 'name', kind: 'kind', validTo: 'validTo', examService: 'examService' })
    : {};
  return (
    <Panel
      title={room.id === '' ? t.newRoom : room.name}
      actions={waiting > 0 ? <StatusChip tone="wait">{`${t.waiting}: ${waiting}`}</StatusChip> : undefined}
    >
      <div className="col g12" data-form>
        {isConflict && <Note tone="warn" title={t.conflict} />}
        {!isConflict && error !== undefined && Object.keys(problems).every((field) => field === '') && (
          <ErrorNote error={error} />
        )}
        {!room.isActive && waiting > 0 && <Note tone="warn" title={t.stillWaiting(waiting)} />}
        <div className="fields">
          <TextField
            label={t.name}
            name="name"
            isRequired
            span={12}
            value={room.name}
            error={problems.name}
            onChange={(name) => onChange({ name })}
          />
          <SelectField
            label={t.kind}
            span={7}
            value={room.kind}
            options={t.kinds.map(([value, label]) => ({ value, label }))}
            onChange={(kind) => (isKind(kind) ? onChange({ kind }) : undefined)}
          />
          <TextField
            label={t.department}
            span={5}
            isNumeric
            value={room.department}
            maxLength={10}
            onChange={(department) => onChange({ department })}
          />
          {room.kind === 'exam-room' && <ServiceField room={room} error={problems.examService} onChange={onChange} />}
          <DateField
            label={t.validFrom}
            span={6}
            value={room.validFrom}
            hint={t.openEnd}
            onChange={(day) => onChange(without('validFrom', day))}
          />
          <DateField
            label={t.validTo}
            span={6}
            value={room.validTo}
            error={problems.validTo}
            onChange={(day) => onChange(without('validTo', day))}
          />
        </div>
        <CheckField label={t.isActive} isChecked={room.isActive} onChange={(isActive) => onChange({ isActive })} />
      </div>
    </Panel>
  );
}
