import { codeSystems, identifierSystems, identifierValue } from '@lienmach/core';
import type { PrintPage } from '@lienmach/documents';
import type { Reference, Task } from 'fhir/r4';

export const PRINT = 'print';

/** What is printed, for whom, from where. */
export interface PrintPlan {
  readonly form: { readonly code: string; readonly title: string };
  /** what the operation of the form was asked about */
  readonly at: string;
  /** further input of that operation, e.g. which prescription */
  readonly code?: string | undefined;
  readonly page: PrintPage;
  /** resource behind the paper */
  readonly source: string;
  readonly digest: string;
  readonly room?: string | undefined;
  readonly copies: number;
  readonly token: string;
  readonly copy: number;
  readonly by: Reference;
  /** FHIR instant */
  readonly now: string;
}

const input = (text: string, value: string) => ({ type: { text }, valueString: value });

/**
 * The words a seal is put under: whoever changes one of them in the record breaks it.
 *
 * @source own choice: decision 18 (verified)
 */
export const sealedText = (task: Task): string =>
  [
    identifierValue(task, identifierSystems.printToken),
    task.groupIdentifier?.value,
    inputOf(task, 'digest'),
    inputOf(task, 'number'),
    inputOf(task, 'title'),
    task.authoredOn,
  ].join('\n');

export const inputOf = (task: Task, name: string): string | undefined =>
  task.input?.find(({ type }) => type.text === name)?.valueString;

export const paperKey = (form: string, source: string): string => `${form}.${source}`;

/** One printing as a Task: what the list of reprints shows and what a stranger's check is answered from. @source none: our own use of Task */
export function printJob(plan: PrintPlan): Task {
  const key = paperKey(plan.form.code, plan.source);
  const number = plan.page.number;
  return {
    resourceType: 'Task',
    identifier: [
      { system: identifierSystems.printCopy, value: `${key}.${plan.copy}` },
      { system: identifierSystems.printToken, value: plan.token },
    ],
    groupIdentifier: { system: identifierSystems.printedPaper, value: key },
    status: 'in-progress',
    intent: 'order',
    code: { coding: [{ system: codeSystems.taskKind, code: PRINT }], text: 'In giấy' },
    description: number === undefined ? plan.form.title : `${plan.form.title} ${number}`,
    focus: { reference: plan.source },
    ...(plan.page.patient === undefined ? {} : { for: { display: plan.page.patient.join(' · ') } }),
    authoredOn: plan.now,
    lastModified: plan.now,
    requester: plan.by,
    ...(plan.room === undefined
      ? {}
      : { location: { type: 'Location', identifier: { system: identifierSystems.room, value: plan.room } } }),
    input: [
      input('form', plan.form.code),
      input('title', plan.form.title),
      input('at', plan.at),
      ...(plan.code === undefined ? [] : [input('code', plan.code)]),
      input('paper', plan.page.paper),
      input('copies', String(plan.copies)),
      input('copy', String(plan.copy)),
      input('digest', plan.digest),
      ...(number === undefined ? [] : [input('number', number)]),
    ],
  };
}

/** @source none: our own use of Task */
export const isPrintJob = (task: Task): boolean =>
  task.code?.coding?.some(({ system, code }) => system === codeSystems.taskKind && code === PRINT) ?? false;

/** @source none: our own use of Task */
export const copyOf = (task: Task | undefined): number => Number(task === undefined ? 0 : (inputOf(task, 'copy') ?? 0));
