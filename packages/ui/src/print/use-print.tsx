import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLanguage, useTexts } from '../language/language.ts';
import { isOutcomeError } from '../record/outcome-error.ts';
import { recordKey, useRecord } from '../record/use-record.tsx';
import { usePlace } from '../shell/place.ts';
import { showToast } from '../shell/toast.ts';
import { type ChosenPrint, PrintDialog } from './print-dialog.tsx';
import { choicesOf, type FormChoice, type PaperToPrint, type PrintEnd, printKept, printOnce } from './print-once.ts';
import { printTexts } from './print-texts.ts';
import { TroubleDialog } from './trouble-dialog.tsx';

interface Trouble {
  readonly title: string;
  readonly reason: string;
  /** absent: the server refused, there is no paper */
  readonly end: PrintEnd | undefined;
}

interface Offer {
  readonly papers: readonly PaperToPrint[];
  readonly choices: readonly FormChoice[];
}

export interface Printing {
  /** prints at once as the room is used to; resolves when everything is handed over or kept */
  print(...papers: readonly PaperToPrint[]): Promise<void>;
  /** asks for forms, size, copies and printer first: Ctrl+Shift+P */
  choose(...papers: readonly PaperToPrint[]): Promise<void>;
  readonly isPrinting: boolean;
  /** dialogs of printing: put it anywhere in the screen */
  readonly view: ReactNode;
}

const unknownForm = (form: string): FormChoice => ({
  form,
  title: form,
  titleEn: form,
  printer: undefined,
  tray: undefined,
  paper: undefined,
  copies: 1,
});

/** Hands papers over one after the other and says how each ended. */
function useHandOver(setTrouble: (trouble: Trouble) => void) {
  const record = useRecord();
  const cache = useQueryClient();
  const t = useTexts(printTexts);
  const language = useLanguage();
  const { room } = usePlace();
  return async (paper: PaperToPrint, choice: FormChoice, inBrowser: boolean): Promise<void> => {
    const title = language === 'en' ? choice.titleEn : choice.title;
    try {
      const end = await printOnce(record, { paper, choice, room: room?.id, inBrowser, silent: t.silent });
      if (end.trouble !== undefined) setTrouble({ title, reason: end.trouble, end });
      else showToast(end.printer === undefined ? t.opened(title) : t.sent(title, end.printer || t.anyPrinter));
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setTrouble({ title, reason: thrown.message, end: undefined });
    } finally {
      void cache.invalidateQueries({ queryKey: recordKey('Task') });
    }
  };
}

/** `const printing = usePrint()`: printing.print({ form: 'DT', at: 'Encounter/e1' }), and `printing.view` in the screen. */
export function usePrint(): Printing {
  const record = useRecord();
  const { room } = usePlace();
  const [isPrinting, setPrinting] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const [offer, setOffer] = useState<Offer>();
  const handOver = useHandOver(setTrouble);
  const choices = async (papers: readonly PaperToPrint[]): Promise<FormChoice[]> => {
    const known = await choicesOf(record, room?.id);
    return papers.map(({ form }) => known.find((one) => one.form === form) ?? unknownForm(form));
  };
  const busy = async (work: () => Promise<void>): Promise<void> => {
    setPrinting(true);
    try {
      await work();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setTrouble({ title: '', reason: thrown.message, end: undefined });
    } finally {
      setPrinting(false);
    }
  };
  const printAll = async (
    { papers }: Offer,
    { choices: chosen, inBrowser, isRemembered }: ChosenPrint,
  ): Promise<void> => {
    setOffer(undefined);
    for (const choice of chosen) {
      if (isRemembered && room !== undefined) await remember(choice, room.id);
      for (const paper of papers.filter(({ form }) => form === choice.form)) await handOver(paper, choice, inBrowser);
    }
  };
  const remember = ({ form, printer, tray, paper, copies }: FormChoice, at: string) =>
    record.operation('$remember-print', 'Task', {
      room: { valueCode: at },
      form: { valueCode: form },
      printer,
      tray,
      ...(paper === undefined ? {} : { paper: { valueCode: paper } }),
      copies: { valueInteger: copies },
    });
  const kept = trouble?.end;
  return {
    isPrinting,
    print: (...papers) =>
      busy(async () => {
        const found = await choices(papers);
        for (const [index, paper] of papers.entries()) {
          await handOver(paper, found[index] ?? unknownForm(paper.form), false);
        }
      }),
    choose: (...papers) =>
      busy(async () => {
        const firsts = papers.filter(({ form }, at) => papers.findIndex((one) => one.form === form) === at);
        setOffer({ papers, choices: await choices(firsts) });
      }),
    view: (
      <>
        {offer !== undefined && (
          <PrintDialog
            offered={offer.choices}
            canRemember={room !== undefined}
            onPrint={(chosen) => void busy(() => printAll(offer, chosen))}
            onClose={() => setOffer(undefined)}
          />
        )}
        {trouble !== undefined && (
          <TroubleDialog
            title={trouble.title}
            reason={trouble.reason}
            onClose={() => setTrouble(undefined)}
            onBrowser={
              kept === undefined
                ? undefined
                : () => {
                    setTrouble(undefined);
                    void printKept(record, kept);
                  }
            }
          />
        )}
      </>
    ),
  };
}
