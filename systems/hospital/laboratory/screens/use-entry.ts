import { identifierSystems, identifierValue } from '@lienmach/core';
import {
  fhirNow,
  formatTime,
  isOutcomeError,
  type OutcomeError,
  type RecordClient,
  recordKey,
  useRecord,
  useTexts,
  valueIn,
} from '@lienmach/ui';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { DiagnosticReport, Parameters as FhirParameters } from 'fhir/r4';
import { useState } from 'react';
import { benchTexts } from './bench-texts.ts';
import { isContested, isReadable } from './typed-line.ts';
import { type OpenSheet, type Sheet, type SheetLine, sheetOf } from './use-sheet.ts';
import { useSheetDraft } from './use-sheet-draft.ts';

/** `…where(name='result')[2]…`: the line of what was sent */
const placeOf = (expression: readonly string[]): number | undefined => {
  const found = /where\(name='result'\)\[(\d+)\]/.exec(expression.join(' '))?.[1];
  return found === undefined ? undefined : Number(found);
};

function problemsOf(error: OutcomeError, sent: readonly SheetLine[]): Record<string, string> {
  return Object.fromEntries(
    error.issues.flatMap(({ expression, text }) => {
      const code = sent[placeOf(expression) ?? -1]?.code;
      return code === undefined ? [] : [[code, text]];
    }),
  );
}

const isFilled = ({ value, absent }: SheetLine): boolean => value !== undefined || absent !== undefined;

async function refresh(cache: QueryClient): Promise<void> {
  const types = ['DiagnosticReport', 'Observation', 'ServiceRequest', 'Specimen', 'Task'] as const;
  await Promise.all(types.map((type) => cache.invalidateQueries({ queryKey: recordKey(type) })));
}

const readSheet = async ({ operation }: RecordClient, report: string): Promise<Sheet> =>
  sheetOf(await operation<FhirParameters>('$result-sheet', report));

/** One thing at a time; what is refused is said over the sheet, and after a conflict the sheet is read again. */
function useBusy(cache: QueryClient) {
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  async function busy<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (isBusy) return undefined;
    setBusy(true);
    setRefusal(undefined);
    try {
      return await work();
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      setRefusal(thrown.message);
      if (thrown.status === 412) await refresh(cache);
      return undefined;
    } finally {
      setBusy(false);
    }
  }
  return { refusal, setRefusal, isBusy, busy };
}

type Busy = ReturnType<typeof useBusy>;

/** Sends what was typed beside the version of the sheet that was seen. */
function useSend(at: string, { setRefusal }: Busy, typing: ReturnType<typeof useSheetDraft>) {
  const t = useTexts(benchTexts);
  const record = useRecord();
  const cache = useQueryClient();
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [savedAt, setSavedAt] = useState<string>();

  /** what keeps it from being sent; shown at its line */
  function stopped(lines: readonly SheetLine[]): boolean {
    const unreadable = lines.filter((line) => !isReadable(typing.textOf(line), line));
    setProblems(Object.fromEntries(unreadable.map(({ code }) => [code, t.unreadable])));
    const isTwo = lines.some((line) => isContested(line, typing.draft.typed[line.code]));
    setRefusal(isTwo ? t.solveFirst : undefined);
    return unreadable.length > 0 || isTwo;
  }

  /** @returns the new version of the report; when only other lines changed meanwhile, it is sent once more */
  async function send(from: Sheet, isComplete: boolean, isAgain = false): Promise<string | undefined> {
    const lines = typing.unsavedOf(from.lines);
    if (stopped(lines)) return undefined;
    try {
      const answer = await record.operation<FhirParameters>('$enter-results', at, {
        result: lines.map((line) => ({ indicator: { valueCode: line.code }, value: typing.textOf(line) })),
        complete: isComplete || undefined,
        version: from.version,
      });
      setSavedAt(formatTime(fhirNow()));
      return valueIn<DiagnosticReport>(answer, 'report')?.meta?.versionId;
    } catch (thrown) {
      if (!isOutcomeError(thrown)) throw thrown;
      if (thrown.status === 412 && !isAgain) {
        const fresh = await readSheet(record, at);
        await refresh(cache);
        return send(fresh, isComplete, true);
      }
      setProblems(problemsOf(thrown, lines));
      setRefusal(thrown.message);
      return undefined;
    }
  }
  const settled = ({ code }: SheetLine): void =>
    setProblems((now) => Object.fromEntries(Object.entries(now).filter(([other]) => other !== code)));
  return { send, problems, settled, savedAt };
}

/** What is done with the tube, the first of two verifications, what follows from a result, and what changes a released one. */
function useMoreVerbs(
  { report, specimen, sheet }: OpenSheet,
  { busy }: Busy,
  typing: ReturnType<typeof useSheetDraft>,
  send: (from: Sheet, isComplete: boolean) => Promise<string | undefined>,
) {
  const record = useRecord();
  const cache = useQueryClient();
  const at = `DiagnosticReport/${report.id}`;
  const tube = `Specimen/${specimen?.id}`;
  const unsaved = typing.unsavedOf(sheet.lines);
  const act = (verb: `$${string}`, place: string, input: Parameters<RecordClient['operation']>[2] = {}) =>
    busy(async () => {
      await record.operation(verb, place, input);
      await refresh(cache);
      return true;
    });
  const number = identifierValue(specimen, identifierSystems.specimenNumber) ?? '';
  const verifyFirst = (isIncomplete: boolean) =>
    busy(async () => {
      const isSent = unsaved.length === 0 && report.status === 'preliminary';
      const version = isSent ? sheet.version : await send(sheet, isIncomplete);
      if (version === undefined) return false;
      await record.operation('$verify-technically', at, { version, incomplete: isIncomplete || undefined });
      typing.clearValues();
      await refresh(cache);
      return true;
    });
  const amend = (reason: string) =>
    busy(async () => {
      const result = unsaved.map((line) => ({ indicator: { valueCode: line.code }, value: typing.textOf(line) }));
      await record.operation('$amend', at, { result, reason, version: sheet.version });
      typing.forget();
      await refresh(cache);
      return true;
    });
  return {
    collect: () => act('$collect', tube),
    receive: () => act('$receive', 'Specimen', { number }),
    reject: (reason: string, note: string) =>
      act('$reject', tube, { reason: { valueCode: reason }, note: note === '' ? undefined : note }),
    reflex: (test: string) => act('$order-reflex', at, { test: { valueCode: test } }),
    verifyFirst,
    amend,
  };
}

/** Typing, saving and releasing one sheet. What is typed is a draft until it is in the record. */
export function useEntry(orderId: string, open: OpenSheet) {
  const { report, sheet } = open;
  const record = useRecord();
  const cache = useQueryClient();
  const typing = useSheetDraft(orderId);
  const busyness = useBusy(cache);
  const at = `DiagnosticReport/${report.id}`;
  const { send, problems, settled, savedAt } = useSend(at, busyness, typing);
  const { busy, refusal, setRefusal, isBusy } = busyness;
  const unsaved = typing.unsavedOf(sheet.lines);
  const missing = sheet.lines.filter((line) => !isFilled(line) && !unsaved.includes(line));

  const save = (isComplete: boolean) =>
    busy(async () => {
      if (unsaved.length === 0 && !isComplete) return sheet.version;
      const version = await send(sheet, isComplete);
      if (version === undefined) return undefined;
      await refresh(cache);
      typing.clearValues();
      return version;
    });

  const verify = (isIncomplete: boolean) =>
    busy(async () => {
      const isSent = unsaved.length === 0 && sheet.state.startsWith('to-') && report.status === 'preliminary';
      const version = isSent ? sheet.version : await send(sheet, isIncomplete);
      if (version === undefined) return false;
      const conclusion = typing.draft.conclusion.trim();
      await record.operation('$verify', at, {
        version,
        incomplete: isIncomplete || undefined,
        conclusion: conclusion === '' ? undefined : conclusion,
      });
      typing.forget();
      await refresh(cache);
      return true;
    });

  const more = useMoreVerbs(open, busyness, typing, send);

  const type = (line: SheetLine, text: string): void => {
    settled(line);
    typing.type(line, text);
  };
  const settle = (line: SheetLine, isMine: boolean): void => {
    setRefusal(undefined);
    typing.settle(line, isMine);
  };
  const { draft, comment, clearValues } = typing;
  const said = { draft, problems, refusal, isBusy, savedAt, unsaved, missing };
  return { ...said, ...more, save, verify, type, settle, comment, clearValues };
}

export type Entry = ReturnType<typeof useEntry>;
