import type { Icon } from '@tabler/icons-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { shownKey, useKeyPreset } from '../shell/key-preset.ts';

/** A key as it is printed on buttons, in the preset of the person; screen readers hear it from `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: string }) {
  const preset = useKeyPreset();
  return (
    <span className="kbd" aria-hidden="true">
      {shownKey(preset, children).replaceAll('+', ' ')}
    </span>
  );
}

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly children: ReactNode;
  /** one `primary` per screen */
  readonly tone?: 'default' | 'primary' | 'danger' | 'quiet';
  readonly size?: 'sm' | 'md' | 'lg';
  readonly icon?: Icon | undefined;
  /** printed on the button; the key itself belongs to `useActions` */
  readonly keyHint?: string | undefined;
  readonly isBusy?: boolean;
}

/** `Ctrl+Shift+P` as ARIA writes it */
const ariaKey = (key: string): string => key.replace('Ctrl', 'Control');

export function Button({ children, tone = 'default', size = 'md', icon: Sign, keyHint, isBusy, ...rest }: ButtonProps) {
  const preset = useKeyPreset();
  return (
    <button
      type="button"
      {...rest}
      className={`btn ${rest.className ?? ''}`}
      data-tone={tone}
      data-size={size}
      aria-busy={isBusy === true}
      aria-keyshortcuts={keyHint === undefined ? undefined : ariaKey(shownKey(preset, keyHint))}
    >
      {Sign && <Sign size={16} stroke={1.75} aria-hidden="true" />}
      {children}
      {keyHint !== undefined && <Kbd>{keyHint}</Kbd>}
    </button>
  );
}

/** Only for signs everybody knows (close, filter, arrows), and with a name. */
export function IconButton({
  icon: Sign,
  label,
  onClick,
}: {
  readonly icon: Icon;
  readonly label: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" className="iconbtn" aria-label={label} title={label} onClick={onClick}>
      <Sign size={16} stroke={1.75} aria-hidden="true" />
    </button>
  );
}
