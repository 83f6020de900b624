import type { Interaction, Limit, Reach, ResourceType } from '@lienmach/fhir-store';
import type { Consent } from 'fhir/r4';
import { refusedPatients } from './refusals.ts';
import { type Grant, grantsOf } from './smart-scope.ts';

/**
 * One line of a role: what it may do to which types. A role is the union of its lines, a caller the union of their roles;
 * nothing is allowed that no line names. What a line takes away counts only where every other line takes it away too.
 */
export interface Policy {
  readonly role: string;
  readonly types: '*' | readonly ResourceType[];
  readonly interactions: '*' | readonly Interaction[];
  /** only what lies in the compartment of the caller's own patients */
  readonly compartment?: 'own-patients';
  /** codes of `meta.security` that this line does not show, e.g. `HIV` */
  readonly withheld?: readonly string[];
  /** elements right below the root that this line does not show: `telecom`, `value` */
  readonly hidden?: readonly string[];
  /** purposes of use for which the line counts; absent: any, also none */
  readonly purposes?: readonly string[];
  /** what people refused does not bind it: machines that file results, maintenance of the record */
  readonly consent?: 'ignored';
  /** this role may call every operation, whatever the operation says */
  readonly operations?: '*';
}

/** What narrows or widens a caller beyond the roles. */
export interface Narrowing {
  /** SMART scopes; undefined: the token carries none and the roles alone decide */
  readonly scope?: string;
  /** id of the patient in the launch context of a SMART app: `patient/` scopes open this record and no other */
  readonly launched?: string;
  /** whom the caller is, or acts for */
  readonly patients?: readonly string[];
  /** consents in force that refuse something to somebody */
  readonly refusals?: readonly Consent[];
  /** as whom the caller acts, for these refusals: `Practitioner/…`, `Organization/…` */
  readonly parties?: readonly string[];
  /** patients for whom the caller broke the glass */
  readonly opened?: readonly string[];
  /** purpose of use, e.g. `TREAT` */
  readonly purpose?: string;
  readonly now?: Date;
}

const covers = <T>(list: '*' | readonly T[], value: T): boolean => list === '*' || list.includes(value);

/** The scopes that open this; undefined: the token carries none, and the roles alone decide. */
const fitting = (grants: readonly Grant[] | undefined, type: ResourceType, interaction: Interaction) =>
  grants?.filter((grant) => covers(grant.types, type) && grant.interactions.includes(interaction));

/** what the house is made of lies in nobody's record, and a program that shows a record must be able to name it */
const ofNobody: ReadonlySet<ResourceType> = new Set<ResourceType>([
  'Organization',
  'Location',
  'Practitioner',
  'PractitionerRole',
  'HealthcareService',
  'Medication',
  'Device',
  'Questionnaire',
  'CodeSystem',
  'ValueSet',
  'ConceptMap',
]);

/** @source SMART App Launch 2.2: `patient/` scopes open the record of the patient in context and nothing else (from memory) */
function withinLaunch(limit: Limit, launched: string | undefined): Limit {
  if (limit === 'none' || launched === undefined) return 'none';
  const wide = limit === 'all' ? {} : limit;
  const patients = wide.patients?.filter((one) => one === launched) ?? [launched];
  return patients.length === 0 ? 'none' : { ...wide, patients };
}

/**
 * Scopes side by side open what each of them opens; a limit says one thing. So where some are not bound to the launch context,
 * those count and the others do not, and codes narrow only where every scope that counts has one: never wider than granted.
 */
function withinScopes(limit: Limit, scopes: readonly Grant[], type: ResourceType, launched: string | undefined): Limit {
  const free = scopes.filter(({ context }) => context !== 'patient' || ofNobody.has(type));
  const counting = free.length > 0 ? free : scopes;
  const reached = free.length > 0 ? limit : withinLaunch(limit, launched);
  const codes = counting.flatMap(({ code }) => code ?? []);
  if (reached === 'none' || codes.length < counting.length) return reached;
  return { ...(reached === 'all' ? {} : reached), codes };
}

/** What all of these lists name. */
function inAll(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  return first.filter((one) => others.every((list) => list.includes(one)));
}

function limitOf(lines: readonly Policy[], type: ResourceType, narrowing: Narrowing): Limit {
  if (lines.length === 0) return 'none';
  const { patients = [], opened = [] } = narrowing;
  const wide = lines.filter((line) => line.compartment === undefined);
  if (wide.length === 0 && patients.length === 0) return 'none';
  const counting = wide.length > 0 ? wide : lines;
  const withoutLabels = inAll(counting.map(({ withheld = [] }) => withheld));
  const isBound = counting.every(({ consent }) => consent === undefined);
  const refused = isBound ? refusedPatients(narrowing, type).filter((one) => !patients.includes(one)) : [];
  if (wide.length > 0 && withoutLabels.length === 0 && refused.length === 0) return 'all';
  const takesAway = withoutLabels.length > 0 || refused.length > 0;
  return {
    ...(wide.length > 0 ? {} : { patients }),
    ...(withoutLabels.length > 0 ? { withoutLabels } : {}),
    ...(refused.length > 0 ? { withoutPatients: refused } : {}),
    ...(takesAway && opened.length > 0 ? { opened } : {}),
  };
}

const isSeeing = ({ interactions }: Policy): boolean => covers(interactions, 'read') || covers(interactions, 'search');

/** Elements that none of the lines shows which let this caller see the type. */
function hiddenOf(lines: readonly Policy[], type: ResourceType): readonly string[] {
  const seeing = lines.filter((line) => covers(line.types, type) && isSeeing(line));
  return inAll(seeing.map(({ hidden = [] }) => hidden));
}

function remembered<K extends string, V>(answer: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const now = answer(key);
    known.set(key, now);
    return now;
  };
}

/** The store's view of a caller. Pure; answers are remembered, since the same roles ask the same things all day. */
export function reachOf(roles: readonly string[], policies: readonly Policy[], narrowing: Narrowing = {}): Reach {
  const { purpose, scope } = narrowing;
  const counts = ({ purposes }: Policy): boolean =>
    purposes === undefined || (purpose !== undefined && purposes.includes(purpose));
  const mine = policies.filter((policy) => roles.includes(policy.role) && counts(policy));
  const grants = scope === undefined ? undefined : grantsOf(scope);
  const known = new Map<string, Limit>();
  const hidden = remembered((type: ResourceType) => hiddenOf(mine, type));
  return {
    limit(type, interaction) {
      const key = `${type} ${interaction}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const scopes = fitting(grants, type, interaction);
      const lines =
        scopes?.length === 0
          ? []
          : mine.filter((policy) => covers(policy.types, type) && covers(policy.interactions, interaction));
      const all = limitOf(lines, type, narrowing);
      const limit = scopes === undefined ? all : withinScopes(all, scopes, type, narrowing.launched);
      known.set(key, limit);
      return limit;
    },
    ...(mine.some((policy) => policy.hidden !== undefined) ? { hidden } : {}),
  };
}

/** May this caller press this button? `allow` is what the operation declares. */
export const mayCall = (roles: readonly string[], policies: readonly Policy[], allow: readonly string[]): boolean =>
  roles.some((role) => allow.includes(role)) ||
  policies.some((policy) => policy.operations === '*' && roles.includes(policy.role));
