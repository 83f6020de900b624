import type { FhirResource } from 'fhir/r4';
import { storeErrors } from '../errors.ts';
import type { Caller, FhirStore, Written } from '../store-contract.ts';
import { conditionOf } from './bundle-entries.ts';
import { executeWrites } from './execute-writes.ts';
import type { AskedIntent, WriteResult } from './intent.ts';
import { type Reader, runBundle } from './run-bundle.ts';
import type { WriteContext } from './write-context.ts';

export type Writer = Pick<
  FhirStore,
  'create' | 'update' | 'updateWhere' | 'patch' | 'patchWhere' | 'delete' | 'deleteWhere' | 'bundle'
>;

/** The writing half of the record. */
export function openWrites(context: WriteContext, reader: Reader): Writer {
  const one = async (caller: Caller, intent: AskedIntent): Promise<WriteResult> => {
    const [result] = await executeWrites(context, caller, [intent], intent.kind);
    if (!result) throw storeErrors.busy();
    return result;
  };
  return {
    async create(caller, resource, { ifNoneExist } = {}) {
      const condition = ifNoneExist === undefined ? {} : { condition: conditionOf(ifNoneExist) };
      return written(await one(caller, { kind: 'create', place: '', ...target(resource), ...condition }));
    },
    async update(caller, resource, { ifMatch } = {}) {
      if (resource.id === undefined)
        throw storeErrors.invalidId({ at: `${resource.resourceType}.id`, detail: 'missing' });
      return written(
        await one(caller, { kind: 'update', place: '', ...target(resource), ...idOf(resource), ...given(ifMatch) }),
      );
    },
    async updateWhere(caller, resource, query, { ifMatch } = {}) {
      const condition = { ...idOf(resource), condition: query };
      return written(
        await one(caller, { kind: 'update', place: '', ...target(resource), ...condition, ...given(ifMatch) }),
      );
    },
    async patch(caller, type, id, change, { ifMatch } = {}) {
      return written(await one(caller, { kind: 'patch', place: '', type, id, change, ...given(ifMatch) }));
    },
    async patchWhere(caller, type, query, change, { ifMatch } = {}) {
      return written(
        await one(caller, { kind: 'patch', place: '', type, condition: query, change, ...given(ifMatch) }),
      );
    },
    async delete(caller, type, id, { ifMatch } = {}) {
      const { version } = await one(caller, { kind: 'delete', place: '', type, id, ...given(ifMatch) });
      return { version };
    },
    async deleteWhere(caller, type, query, { ifMatch } = {}) {
      await one(caller, { kind: 'delete', place: '', type, condition: query, ...given(ifMatch) });
    },
    bundle: (caller, bundle, { returnBodies = false, first } = {}) =>
      runBundle({ context, reader, caller, returnBodies, first }, bundle),
  };
}

const target = (resource: FhirResource) => ({ type: resource.resourceType, resource });
const idOf = ({ id }: FhirResource) => (id === undefined ? {} : { id });
const given = (ifMatch: number | undefined) => (ifMatch === undefined ? {} : { ifMatch });

const written = ({ type, id, version, lastUpdated, text, status }: WriteResult): Written => ({
  type,
  id,
  version,
  lastUpdated,
  text,
  status: status === 201 ? 201 : 200,
});
