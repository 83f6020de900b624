import { Button, useActions, useTexts } from '@lienmach/ui';
import { IconBell, IconBellOff, IconBellRinging, IconVolume } from '@tabler/icons-react';
import { benchTexts } from './bench-texts.ts';
import type { BenchAlarm } from './use-bench-alarm.ts';

/** Sound of critical calls, on or off at this workplace. */
export function SoundSwitch({ alarm }: { readonly alarm: BenchAlarm }) {
  const t = useTexts(benchTexts);
  const isOff = alarm.sound === 'off';
  const label = isOff ? t.soundOff : t.soundOn;
  const Sign = isOff ? IconBellOff : IconBell;
  useActions([{ key: 'Alt+Z', label: isOff ? t.turnSoundOn : t.turnSoundOff, at: 'hidden', run: alarm.turnSound }]);
  return (
    <button
      type="button"
      className="iconbtn bench-sound"
      aria-label={label}
      title={label}
      data-off={isOff || undefined}
      onClick={alarm.turnSound}
    >
      <Sign size={16} stroke={1.75} aria-hidden="true" />
    </button>
  );
}

/** The mark that stands wherever it rings, and where it may not ring too. */
export function AlarmMark({ alarm }: { readonly alarm: BenchAlarm }) {
  const t = useTexts(benchTexts);
  return (
    <div role="status" className="bench-alarm" data-on={alarm.count > 0 || undefined}>
      {alarm.count > 0 && (
        <>
          <IconBellRinging size={18} stroke={1.75} aria-hidden="true" />
          <span className="grow">{t.turnsHere(alarm.count)}</span>
          {alarm.sound === 'blocked' && (
            <Button size="sm" icon={IconVolume} onClick={alarm.unblock}>
              {t.unblock}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
