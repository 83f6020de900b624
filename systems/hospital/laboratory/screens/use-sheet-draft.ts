import { useDraft } from '@lienmach/ui';
import { isUnsaved, type Typed } from './typed-line.ts';
import type { SheetLine } from './use-sheet.ts';

export interface SheetDraft {
  readonly typed: Readonly<Record<string, Typed>>;
  readonly conclusion: string;
}

const emptyDraft: SheetDraft = { typed: {}, conclusion: '' };

/** What was typed into one sheet and is not in the record yet. */
export function useSheetDraft(orderId: string) {
  const [draft, setDraft, forget] = useDraft<SheetDraft>(`laboratory.sheet.${orderId}`, emptyDraft);
  return {
    draft,
    forget,
    unsavedOf: (lines: readonly SheetLine[]) => lines.filter((line) => isUnsaved(line, draft.typed[line.code])),
    textOf: ({ code }: SheetLine): string => draft.typed[code]?.text ?? '',
    type(line: SheetLine, text: string): void {
      setDraft((now) => {
        const base = now.typed[line.code]?.base ?? line.value ?? '';
        return { ...now, typed: { ...now.typed, [line.code]: { text, base } } };
      });
    },
    /** two versions of one value: keep mine over theirs, or drop mine */
    settle(line: SheetLine, isMine: boolean): void {
      setDraft((now) => {
        const { [line.code]: mine, ...others } = now.typed;
        const kept = { ...others, [line.code]: { text: mine?.text ?? '', base: line.value ?? '' } };
        return { ...now, typed: isMine ? kept : others };
      });
    },
    comment: (conclusion: string): void => setDraft((now) => ({ ...now, conclusion })),
    clearValues: (): void => setDraft((now) => ({ ...now, typed: {} })),
  };
}
