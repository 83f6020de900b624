import { isResourceType, type ResourceType } from '@lienmach/fhir-store';
import type { Parameters, ParametersParameter } from 'fhir/r4';
import { errors } from './errors.ts';

/** What somebody wants to bring in. */
export interface ImportRequest {
  readonly as: 'move' | 'load';
  readonly inputs: readonly ImportInput[];
}

export interface ImportInput {
  /** of the uploaded file */
  readonly upload: string;
  /** as it was given */
  readonly url: string;
  /** of every line; absent: any */
  readonly type?: ResourceType;
}

const formats = new Set(['application/fhir+ndjson', 'application/ndjson', 'ndjson']);
const UPLOAD = /^\$import-file\/([A-Za-z0-9-]{1,64})$/;
const MOST_INPUTS = 1000;

interface Asked {
  /** of the FHIR door: inputs lie below it */
  readonly base: string;
  /** parameters that mean nothing are left out instead of refused */
  readonly isLenient?: boolean;
}

/**
 * Reads the Parameters of a kick-off: `input` with `url` and `type`, `inputFormat`, `inputSource`, and of our own `mode`.
 *
 * @throws bulk.badParameter, bulk.unknownParameter, bulk.foreignInput
 * @source SMART/Argonaut bulk import draft, kick-off request (from memory)
 */
export function readImportRequest({ parameter = [] }: Parameters, { base, isLenient = false }: Asked): ImportRequest {
  const inputs: ImportInput[] = [];
  let as: ImportRequest['as'] = 'move';
  for (const one of parameter) {
    if (one.name === 'input') inputs.push(inputOf(one, base, isLenient));
    else if (one.name === 'mode') as = modeOf(textIn(one));
    else if (one.name === 'inputFormat') checkFormat(textIn(one));
    else if (one.name !== 'inputSource' && !isLenient) throw errors.unknownParameter({ name: one.name });
  }
  const distinct = new Set(inputs.map(({ upload }) => upload));
  if (inputs.length === 0 || inputs.length > MOST_INPUTS || distinct.size < inputs.length) throw bad('input');
  return { as, inputs };
}

const bad = (name: string) => errors.badParameter({ name });

/** Strings of any kind: programs differ in whether they send `valueUri`, `valueUrl`, `valueCode` or `valueString`. */
function textIn(parameter: ParametersParameter): string | undefined {
  const [, value] = Object.entries(parameter).find(([key]) => key.startsWith('value')) ?? [];
  return typeof value === 'string' ? value : undefined;
}

function modeOf(text: string | undefined): ImportRequest['as'] {
  if (text !== 'move' && text !== 'load') throw bad('mode');
  return text;
}

function checkFormat(text: string | undefined): void {
  if (text === undefined || !formats.has(text)) throw bad('inputFormat');
}

function inputOf({ part = [] }: ParametersParameter, base: string, isLenient: boolean): ImportInput {
  let [url, type]: (string | undefined)[] = [];
  for (const one of part) {
    if (one.name === 'url') url = textIn(one);
    else if (one.name === 'type') type = textIn(one) ?? '';
    else if (!isLenient) throw errors.unknownParameter({ name: `input.${one.name}` });
  }
  if (url === undefined) throw bad('input.url');
  if (type !== undefined && !isResourceType(type)) throw bad('input.type');
  return { upload: uploadIn(url, base), url, ...(type === undefined ? {} : { type }) };
}

/** Nothing is ever fetched: an input is a file that was sent here before. */
function uploadIn(url: string, base: string): string {
  const path = url.startsWith(`${base}/`) ? url.slice(base.length + 1) : url;
  const id = UPLOAD.exec(path)?.[1];
  if (id === undefined) throw errors.foreignInput({ at: 'input.url' });
  return id;
}
