import type { Interaction, Limit, Reach, ResourceType } from '@lienmach/fhir-store';
import { type Grant, grantsOf } from './smart-scope.ts';

/**
 * One line of a role: what it may do to which types. A role is the union of its lines, a caller the union of their roles;
 * nothing is allowed that no line names. `hidden` fields come with the issue that needs them.
 */
export interface Policy {
  readonly role: string;
  readonly types: '*' | readonly ResourceType[];
  readonly interactions: '*' | readonly Interaction[];
  /** only what lies in the compartment of the caller's own patients */
  readonly compartment?: 'own-patients';
  /** this role may call every operation, whatever the operation says */
  readonly operations?: '*';
}

/** What narrows a caller beyond the roles: the scopes of the token, the patients it belongs to. */
export interface Narrowing {
  /** SMART scopes; undefined: the token carries none and the roles alone decide */
  readonly scope?: string;
  readonly patients?: readonly string[];
}

const covers = <T>(list: '*' | readonly T[], value: T): boolean => list === '*' || list.includes(value);

const granted = (grants: readonly Grant[] | undefined, type: ResourceType, interaction: Interaction): boolean =>
  grants === undefined || grants.some((grant) => covers(grant.types, type) && grant.interactions.includes(interaction));

function limitOf(lines: readonly Policy[], patients: readonly string[]): Limit {
  if (lines.length === 0) return 'none';
  if (lines.some((line) => line.compartment === undefined)) return 'all';
  return patients.length === 0 ? 'none' : { patients };
}

/** The store's view of a caller. Pure; answers are remembered, since the same roles ask the same things all day. */
export function reachOf(roles: readonly string[], policies: readonly Policy[], narrowing: Narrowing = {}): Reach {
  const mine = policies.filter((policy) => roles.includes(policy.role));
  const grants = narrowing.scope === undefined ? undefined : grantsOf(narrowing.scope);
  const known = new Map<string, Limit>();
  return {
    limit(type, interaction) {
      const key = `${type} ${interaction}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const lines = granted(grants, type, interaction)
        ? mine.filter((policy) => covers(policy.types, type) && covers(policy.interactions, interaction))
        : [];
      const limit = limitOf(lines, narrowing.patients ?? []);
      known.set(key, limit);
      return limit;
    },
  };
}

/** May this caller press this button? `allow` is what the operation declares. */
export const mayCall = (roles: readonly string[], policies: readonly Policy[], allow: readonly string[]): boolean =>
  roles.some((role) => allow.includes(role)) ||
  policies.some((policy) => policy.operations === '*' && roles.includes(policy.role));
