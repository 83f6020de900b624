import { findStructure } from '@lienmach/fhir-definitions';
import type { StructureDefinition } from 'fhir/r4';
import { isObject, type Json, textOf } from '../run.ts';
import type { ProfileLibrary } from './library.ts';
import type { ProfileRun } from './profile-run.ts';
import type { Spot } from './spot.ts';
import { hold } from './types-of-value.ts';

interface Found {
  readonly spot: Spot;
  readonly url: string;
  readonly isModifier: boolean;
  /** the element it hangs on, e.g. `Patient.name`, and below which type */
  readonly owner: string;
  readonly place: (string | number)[];
}

/** Every extension anywhere in the resource: is it known, is it where it belongs, is it what its definition says? */
export async function checkExtensions(resource: Json, run: ProfileRun, library: ProfileLibrary): Promise<void> {
  const found: Found[] = [];
  collect(resource, run, textOf(resource.resourceType), found);
  for (const url of new Set(found.map((one) => one.url))) if (url.includes(':')) await library.load(url);
  for (const one of found) judge(one, run, library);
}

function collect(value: unknown, run: ProfileRun, owner: string, found: Found[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) within(run, index, () => collect(item, run, owner, found));
    return;
  }
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const isModifier = key === 'modifierExtension';
    if (key === 'extension' || isModifier)
      within(run, key, () => collectExtensions(item, { run, owner, isModifier, found }));
    else within(run, key, () => collect(item, run, ownerOf(item, `${owner}.${key.replace(/^_/, '')}`), found));
  }
}

interface At {
  readonly run: ProfileRun;
  readonly owner: string;
  readonly isModifier: boolean;
  readonly found: Found[];
}

/** Extensions inside an extension are its own definition's business. */
function collectExtensions(value: unknown, { run, owner, isModifier, found }: At): void {
  for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
    if (!isObject(item)) continue;
    const spot = { value: item, key: '', type: 'Extension' };
    found.push({ spot, url: textOf(item.url), isModifier, owner, place: [...run.path, index] });
  }
}

const ownerOf = (item: unknown, path: string): string =>
  isObject(item) && typeof item.resourceType === 'string' ? item.resourceType : path;

function within(run: ProfileRun, step: string | number, look: () => void): void {
  run.path.push(step);
  look();
  run.path.pop();
}

function judge({ spot, url, isModifier, owner, place }: Found, run: ProfileRun, library: ProfileLibrary): void {
  const before = run.path.splice(0, run.path.length, ...place);
  const definition = library.known(url)?.definition;
  if (!definition) run.report(isModifier ? 'unknownModifier' : 'unknownExtension', { url: url.slice(0, 200) });
  else {
    if (isModifierDefinition(definition) !== isModifier) run.report('misplacedModifier', { url });
    if (!fitsContext(definition, owner))
      run.report('extensionContext', { url, allowed: contextsOf(definition).join(', ') });
    hold(url, spot, run, library);
  }
  run.path.splice(0, run.path.length, ...before);
}

const isModifierDefinition = ({ differential, snapshot }: StructureDefinition): boolean =>
  (snapshot ?? differential)?.element.some(({ path, isModifier }) => path === 'Extension' && isModifier === true) ??
  false;

const contextsOf = ({ context = [] }: StructureDefinition): string[] =>
  context.filter(({ type }) => type === 'element').map(({ expression }) => expression);

/** Contexts given by a type are not held against elements whose type the path does not tell. */
function fitsContext(definition: StructureDefinition, owner: string): boolean {
  const { context = [] } = definition;
  if (context.length === 0 || context.some(({ type }) => type !== 'element')) return true;
  const isResource = !owner.includes('.');
  return contextsOf(definition).some((one) => {
    if (one === owner || one === 'Element' || (isResource && /^(Domain)?Resource$/.test(one))) return true;
    const isDataType = !isResource && !one.includes('.') && findStructure(one)?.kind !== 'resource';
    return isDataType || (one.includes('.') && owner.startsWith(`${one}.`));
  });
}
