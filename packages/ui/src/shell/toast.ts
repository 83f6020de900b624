import { useSyncExternalStore } from 'react';

/** Something finished elsewhere; never an error. */
export interface Toast {
  readonly id: number;
  readonly text: string;
}

const SHOWN = 5000;
let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function showToast(text: string): void {
  count += 1;
  const toast = { id: count, text };
  change([...toasts, toast]);
  setTimeout(() => change(toasts.filter((one) => one !== toast)), SHOWN);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts);
