import { useActions } from '@lienmach/ui';
import { useRef } from 'react';
import type { Place } from '../skeleton.ts';
import type { Filling } from './filling.ts';
import { FormItems } from './form-items.tsx';

/** digit of a group: its prefix when it is one, else its place in the form */
const digitOf = (place: Place, index: number): string | undefined => {
  if (/^\d$/.test(place.item.prefix ?? '')) return place.item.prefix;
  return index < 9 ? String(index + 1) : undefined;
};

const focusIn = (box: Element | null | undefined): void =>
  box?.querySelector<HTMLElement>(':is(input, select, textarea):not(:disabled)')?.focus();

/** A whole form: questions in order, Enter goes on, Ctrl and a digit jump to a group. */
export function FormPage({ filling, label }: { readonly filling: Filling; readonly label: string }) {
  const box = useRef<HTMLElement>(null);
  const groups = filling.view.places.filter((place) => place.item.type === 'group' && filling.view.isEnabled(place));
  useActions(
    groups.flatMap((place, index) => {
      const digit = digitOf(place, index);
      if (digit === undefined) return [];
      const run = (): void => focusIn(box.current?.querySelectorAll('.q-items > .q-group')[index]);
      return [{ key: `Ctrl+${digit}`, label: place.item.name, at: 'hidden' as const, run }];
    }),
  );
  return (
    <section ref={box} className="q-form" aria-label={label} data-form>
      <FormItems places={filling.view.places} filling={filling} />
    </section>
  );
}
