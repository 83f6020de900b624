import { resourceTypes, type SearchParameterRow, searchParameters, structure } from '@lienmach/fhir-definitions';
import { appliesTo } from '../expected/applies-to.ts';
import { type ElementWay, waysOf } from './expression-paths.ts';
import { keepInvariants } from './keep-invariants.ts';
import { leafTypes, placeValue } from './place-value.ts';
import { baseId, minimalOf } from './sample-value.ts';

/** Every search parameter of a type, the ones of all resources too. */
export const parametersOf = (type: string): SearchParameterRow[] =>
  searchParameters().filter((row) => appliesTo(type, row));

const VARIANTS = 2;
const colours = ['vàng', 'lam', 'lục', 'tím'];
const herbs = ['gừng', 'nghệ', 'sả'];

/**
 * Two valid resources for every alternative of every search parameter of a type, with differing values at its end, and two
 * that hold only what they must. The same on every run.
 */
export function generateSet(type: string): Record<string, unknown>[] {
  const made: Record<string, unknown>[] = [0, 1].map((seed) => keepInvariants(baseOf(type, seed)));
  let serial = 10 + 2 * [...resourceTypes()].indexOf(type);
  const next = (code: string, fill: (resource: Record<string, unknown>, seed: number) => boolean): void => {
    serial += 1;
    const resource = baseOf(type, serial);
    resource.id = `${code.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 50)}-${serial}`;
    if (fill(resource, serial)) made.push(keepInvariants(resource));
  };
  for (const row of parametersOf(type).filter(({ base }) => base.includes(type))) {
    for (const fill of fillings(type, row)) for (let n = 0; n < VARIANTS; n += 1) next(row.code, fill);
  }
  return made;
}

type Filling = (resource: Record<string, unknown>, seed: number) => boolean;

function fillings(type: string, row: SearchParameterRow): Filling[] {
  if (row.type === 'composite') return compositeFillings(type, row);
  return waysOf(type, row).flatMap((way) => waysToFill(type, way, row));
}

const waysToFill = (type: string, way: ElementWay, row: SearchParameterRow): Filling[] =>
  leafTypes(type, way, row.type).map(
    (leaf) => (resource, seed) => placeValue(resource, { way, leaf, seed, kind: row.type, targets: row.target ?? [] }),
  );

/** Both components in one place: each alternative of the second with the first of the first. */
function compositeFillings(type: string, row: SearchParameterRow): Filling[] {
  const components = row.components ?? [];
  return waysOf(type, row).flatMap((context) => {
    const parts = components.map(({ definition, expression }) => {
      const component = searchParameters().find(({ url }) => url === definition);
      const from = expression.startsWith('%resource.') ? type : [type, ...context.names].join('.');
      const text = expression
        .replace('%resource.', '')
        .split('|')
        .map((one) => `${from}.${one.trim()}`)
        .join(' | ');
      return component ? fillings(type, { ...component, base: [type], expression: text }) : [];
    });
    const longest = Math.max(0, ...parts.map((part) => part.length));
    return Array.from({ length: longest }, (_, index): Filling => {
      const chosen = parts.map((part) => part[index] ?? part[0]);
      return (resource, seed) => chosen.map((fill) => fill?.(resource, seed) ?? false).some(Boolean);
    });
  });
}

/** What must be there, with the tags, profiles, labels and sources that every resource can carry. */
function baseOf(type: string, seed: number): Record<string, unknown> {
  const tagged = seed % 4;
  const meta = {
    ...(tagged < 2 ? { source: `http://example.org/conformance/source/${tagged}` } : {}),
    ...(tagged > 0 ? { profile: [`http://example.org/conformance/profile/${tagged % 2}`] } : {}),
    ...(tagged < 3
      ? { security: [{ system: 'http://example.org/conformance/labels', code: `label-${tagged % 2}` }] }
      : {}),
    tag: [
      { system: 'http://example.org/conformance/tags', code: `tag-${tagged % 2}`, display: `Nhãn ${colours[tagged]}` },
    ],
  };
  const isDomain = structure(type).base === 'DomainResource';
  const div = `<div xmlns="http://www.w3.org/1999/xhtml"><p>Tóm tắt <b>${herbs[seed % 3]}</b></p></div>`;
  const text = isDomain && seed % 3 < 2 ? { text: { status: 'generated', div } } : {};
  return { resourceType: type, id: baseId(seed), meta, ...text, ...minimalOf(type, type, seed) };
}
