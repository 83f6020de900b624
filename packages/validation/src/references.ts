import { resourceTypes } from '@lienmach/fhir-definitions';
import type { Json, Run } from './run.ts';

const relative = /^([A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const conditional = /^([A-Za-z]+)\?./;
const absolute = /^[a-z][a-z0-9+.-]*:/i;
const restful = /\/([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/**
 * May this Reference stand here? Its form is checked, and the type it names by its address, by `type`, or by the
 * contained resource it points at; whether the target exists is the store's question.
 */
export function checkReference(value: Json, targets: ReadonlySet<string> | undefined, run: Run) {
  const { reference, type } = value;
  if (typeof type === 'string') checkTarget(type, targets, run, 'type');
  if (typeof reference !== 'string') return;
  if (reference.startsWith('#')) return checkInside(reference.slice(1), targets, run);
  const named = relative.exec(reference)?.[1] ?? conditional.exec(reference)?.[1];
  if (named !== undefined) return checkNamed(named, type, targets, run);
  if (!absolute.test(reference))
    return run.report('invalidReference', { detail: 'neither Type/id nor a URL' }, 'reference');
  const elsewhere = restful.exec(reference)?.[1];
  if (elsewhere !== undefined && resourceTypes().has(elsewhere)) checkTarget(elsewhere, targets, run, 'reference');
}

function checkNamed(named: string, type: unknown, targets: ReadonlySet<string> | undefined, run: Run) {
  if (!resourceTypes().has(named)) return run.report('unknownType', { type: named.slice(0, 64) }, 'reference');
  if (typeof type === 'string' && type !== named)
    return run.report('invalidReference', { detail: 'type and reference name different types' }, 'type');
  checkTarget(named, targets, run, 'reference');
}

function checkInside(id: string, targets: ReadonlySet<string> | undefined, run: Run) {
  run.container.used.add(id);
  if (id === '') return;
  const type = run.container.contained.get(id);
  if (type === undefined) return run.report('missingContained', {}, 'reference');
  checkTarget(type, targets, run, 'reference');
}

function checkTarget(type: string, targets: ReadonlySet<string> | undefined, run: Run, at: string) {
  if (targets && !targets.has(type) && resourceTypes().has(type))
    run.report('wrongTarget', { type, allowed: [...targets].join(', ') }, at);
}
