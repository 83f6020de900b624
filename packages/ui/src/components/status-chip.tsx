import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconInfoCircle,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** `stop` is filled red: an allergy, a critical value. */
export type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'wait' | 'stop' | 'neutral' | 'doing';

const signs: Readonly<Record<Tone, Icon>> = {
  ok: IconCircleCheck,
  info: IconInfoCircle,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
  stop: IconAlertTriangle,
  wait: IconHourglass,
  neutral: IconClock,
  doing: IconPlayerPlay,
};

export interface StatusChipProps {
  readonly tone: Tone;
  /** the word; colour is only the third signal */
  readonly children: ReactNode;
  /** default: the sign of the tone; `false` for plain labels */
  readonly icon?: Icon | false;
}

export function StatusChip({ tone, children, icon }: StatusChipProps) {
  const Sign = icon === false ? undefined : (icon ?? signs[tone]);
  return (
    <span className="chip" data-tone={tone === 'doing' ? 'info' : tone}>
      {Sign && <Sign size={14} stroke={2} aria-hidden="true" />}
      {children}
    </span>
  );
}
