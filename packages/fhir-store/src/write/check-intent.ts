import { storeErrors } from '../errors.ts';
import { isResourceType } from '../resource-types.ts';
import type { Caller, Interaction } from '../store-contract.ts';
import { atPlace } from './entry-place.ts';
import type { AskedIntent, Intent } from './intent.ts';
import type { WriteContext } from './write-context.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * Refuses what can be refused before the database is asked: type, id, structure, and types the caller may not write.
 *
 * @param as  what the caller must be allowed to do, where it is not what the intent says
 */
export function checkIntent(context: WriteContext, caller: Caller, intent: AskedIntent, as?: Interaction): void {
  atPlace(intent.place, () => {
    const { type, kind } = intent;
    if (!isResourceType(type)) throw storeErrors.unknownType({ at: String(type), detail: String(type) });
    const interaction: Interaction = as ?? (kind === 'patch' ? 'update' : kind);
    if (caller.reach.limit(type, interaction) === 'none')
      throw storeErrors.forbidden({ at: type, detail: interaction });
    if (intent.kind !== 'create') checkId(intent.id, intent.condition !== undefined, type);
    if (intent.kind === 'create' || intent.kind === 'update') checkResource(context, intent);
  });
}

function checkId(id: string | undefined, hasCondition: boolean, type: string): void {
  if (id === undefined ? !hasCondition : !ID.test(id)) throw storeErrors.invalidId({ at: `${type}.id`, detail: id });
}

function checkResource(context: WriteContext, intent: Exclude<Intent, { kind: 'delete' }>): void {
  const { resource, type } = intent;
  if (resource.resourceType !== type)
    throw storeErrors.invalidEntry({ at: type, detail: `${resource.resourceType} is not ${type}` });
  context.hooks.validate?.(resource);
}
