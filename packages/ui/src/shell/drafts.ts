import { createContext, useCallback, useContext, useState } from 'react';

/** What people typed and did not save, by person; the shell decides where it lies. */
export interface DraftStore {
  read(id: string): unknown;
  write(id: string, value: unknown): void;
  remove(id: string): void;
}

const memory = new Map<string, unknown>();
const inMemory: DraftStore = {
  read: (id) => memory.get(id),
  write: (id, value) => void memory.set(id, value),
  remove: (id) => void memory.delete(id),
};

const DraftContext = createContext<DraftStore>(inMemory);
export const DraftProvider = DraftContext.Provider;
export const useDraftStore = (): DraftStore => useContext(DraftContext);

/** State that outlives leaving the screen, the lock and the time-out: `const [form, setForm, forget] = useDraft('reception', empty)`. */
export function useDraft<Value>(
  id: string,
  initial: Value,
): readonly [Value, (next: Value | ((previous: Value) => Value)) => void, () => void] {
  const store = useDraftStore();
  const [value, setValue] = useState<Value>(() => (store.read(id) as Value | undefined) ?? initial);
  const set = useCallback(
    (next: Value | ((previous: Value) => Value)) =>
      setValue((previous) => {
        const made = next instanceof Function ? next(previous) : next;
        store.write(id, made);
        return made;
      }),
    [store, id],
  );
  const forget = useCallback(() => {
    store.remove(id);
    setValue(initial);
  }, [store, id, initial]);
  return [value, set, forget];
}
