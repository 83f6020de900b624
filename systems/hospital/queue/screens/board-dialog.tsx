import { Button, CheckField, Dialog, Field, SelectField, TextField, TimeField, useTexts } from '@lienmach/ui';
import { IconSettings } from '@tabler/icons-react';
import type { BoardSettings } from './board-settings.ts';
import { texts } from './texts.ts';
import type { RoomLoad } from './use-board.ts';

interface BoardDialogProps {
  readonly settings: BoardSettings;
  readonly rooms: readonly RoomLoad[];
  readonly onChange: (more: Partial<BoardSettings>) => void;
  readonly onClose: () => void;
}

/** Which rooms this screen shows, what it is called, and how it reads. */
export function BoardDialog({ settings, rooms, onChange, onClose }: BoardDialogProps) {
  const t = useTexts(texts);
  const chosen = settings.rooms.length === 0 ? rooms.map(({ id }) => id) : settings.rooms;
  const toggle = (id: string, isOn: boolean): void => {
    const next = isOn ? [...chosen, id] : chosen.filter((one) => one !== id);
    onChange({ rooms: next.length === rooms.length ? [] : next });
  };
  return (
    <Dialog
      title={t.settings}
      icon={IconSettings}
      onClose={onClose}
      width={560}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <div className="fields">
        <TextField label={t.hallName} value={settings.hall} span={12} onChange={(hall) => onChange({ hall })} />
        <fieldset className="board-choose">
          <legend>{t.roomsShown}</legend>
          {rooms.map(({ id, name }) => (
            <CheckField key={id} label={name} isChecked={chosen.includes(id)} onChange={(isOn) => toggle(id, isOn)} />
          ))}
        </fieldset>
        <div style={{ gridColumn: 'span 6' }}>
          <SelectField
            label={t.numberStyle}
            value={settings.style}
            options={[
              { value: 'words', label: t.styleWords },
              { value: 'figures', label: t.styleFigures },
            ]}
            onChange={(style) => onChange({ style: style === 'figures' ? 'figures' : 'words' })}
          />
        </div>
        <div style={{ gridColumn: 'span 6' }}>
          <Field label={`${t.volume}: ${settings.volume}%`}>
            {({ id, name }) => (
              <input
                id={id}
                name={name}
                type="range"
                min={10}
                max={100}
                step={10}
                value={settings.volume}
                onChange={(event) => onChange({ volume: Number(event.currentTarget.value) })}
              />
            )}
          </Field>
        </div>
        <TimeField
          label={t.quietFrom}
          value={settings.quietFrom}
          span={6}
          onChange={(quietFrom) => onChange({ quietFrom: quietFrom ?? '00:00' })}
        />
        <TimeField
          label={t.quietTo}
          value={settings.quietTo}
          span={6}
          onChange={(quietTo) => onChange({ quietTo: quietTo ?? '00:00' })}
        />
        <div style={{ gridColumn: 'span 12' }}>
          <CheckField
            label={t.readNames}
            isChecked={settings.hasNames}
            onChange={(hasNames) => onChange({ hasNames })}
          />
        </div>
      </div>
    </Dialog>
  );
}
