import { FhirError } from '@lienmach/outcome';
import type { FhirResource, OperationOutcomeIssue } from 'fhir/r4';

import type { Validator } from '../open-validator.ts';
import { isObject, type Json, textOf } from '../run.ts';
import { type CodePort, checkBindings } from './check-bindings.ts';
import { checkExtensions } from './check-extensions.ts';
import { baseType, type CompiledProfile } from './compiled-profile.ts';
import { profileErrors } from './errors.ts';
import { ProfileLibrary, type ProfileSource } from './library.ts';
import { distinct, ProfileRun } from './profile-run.ts';
import { rootSpot } from './spot.ts';

export interface ProfileValidatorOptions {
  /** what is R4 at all */
  readonly base: Validator;
  readonly profiles: ProfileSource;
  readonly codes: CodePort;
  /** what becomes of a write that claims a profile nobody here knows; default `accept` */
  readonly unknownProfiles?: 'accept' | 'refuse';
}

export interface ProfileValidator {
  /** Everything that can be said about a resource: R4, the profiles it claims, those named here, its extensions. Never throws for its content. */
  validate(resource: unknown, profiles?: readonly string[]): Promise<OperationOutcomeIssue[]>;
  /**
   * Does a resource that is R4 keep what its `meta.profile` promises? Undefined when it promises nothing, which costs nothing.
   *
   * @throws FhirError with every error, and with the warnings beside them
   */
  keepsItsWord(resource: FhirResource): Promise<void> | undefined;
}

/** Profiles over the base types: compiled once, kept until the definitions change. */
export function openProfileValidator(options: ProfileValidatorOptions): ProfileValidator {
  const library = new ProfileLibrary(options.profiles);
  const parts = { ...options, library };
  return {
    async validate(resource, profiles = []) {
      const issues = options.base.check(resource);
      if (!isObject(resource) || typeof resource.resourceType !== 'string') return issues;
      await library.refresh();
      issues.push(...(await checkAll(plain(resource), profiles, parts)));
      return distinct(issues);
    },
    keepsItsWord(resource) {
      const claimed = resource.meta?.profile;
      if (claimed === undefined || claimed.length === 0) return undefined;
      return keepWord(resource, claimed, parts);
    },
  };
}

interface Parts extends ProfileValidatorOptions {
  readonly library: ProfileLibrary;
}

/** Decimals that were kept as written become numbers, so that patterns and expressions can be held against them. */
const plain = (resource: object): Json => JSON.parse(JSON.stringify(resource)) as Json;

async function keepWord(resource: FhirResource, claimed: readonly string[], parts: Parts): Promise<void> {
  const { library, codes, unknownProfiles } = parts;
  await library.refresh();
  const run = new ProfileRun(plain(resource));
  run.path.push(resource.resourceType);
  for (const canonical of claimed) {
    const profile = await library.load(canonical);
    if (profile) holdRoot(profile, run);
    else if (baseType(canonical) === undefined && unknownProfiles === 'refuse')
      run.report('unknownProfile', { profile: canonical }, 'meta.profile');
  }
  const issues = [...run.issues, ...(run.pending.length > 0 ? await checkBindings(run, codes) : [])];
  if (issues.some(({ severity }) => severity === 'error')) throw new FhirError(distinct(issues));
}

function holdRoot({ definition, check, isWhole }: CompiledProfile, run: ProfileRun): void {
  const profile = definition.url;
  const { type } = definition;
  if (type !== run.root.resourceType) {
    run.report('profileOfOtherType', { profile, type }, 'meta.profile');
    return;
  }
  if (!isWhole) run.report('unusableProfile', { profile });
  run.once(profile, run.root, () => check(rootSpot(run.root), run));
}

/** The resource with its own claims and the profiles named, then what it contains or bundles, each with its own claims. */
async function checkAll(resource: Json, named: readonly string[], parts: Parts): Promise<OperationOutcomeIssue[]> {
  const run = new ProfileRun(resource);
  run.path.push(textOf(resource.resourceType));
  await claimsOf(resource, named, run, parts);
  await checkExtensions(resource, run, parts.library);
  for (const { inner, path } of innerResources(resource)) {
    const part = new ProfileRun(inner);
    part.path.push(...run.path, ...path);
    await claimsOf(inner, [], part, parts);
    run.issues.push(...part.issues);
    run.pending.push(...part.pending);
  }
  return [...run.issues, ...(await checkBindings(run, parts.codes))];
}

async function claimsOf(resource: Json, named: readonly string[], run: ProfileRun, { library }: Parts): Promise<void> {
  const { meta } = resource;
  const claimed = isObject(meta) && Array.isArray(meta.profile) ? meta.profile.map(textOf) : [];
  for (const canonical of new Set([...named, ...claimed])) {
    const base = baseType(canonical);
    if (base !== undefined) checkBaseClaim(base, canonical, run);
    else if (canonical !== '') {
      const profile = await library.load(canonical);
      if (profile) holdRoot(profile, run);
      else run.note('unknownProfile', { profile: canonical }, named.includes(canonical) ? 'error' : 'warning');
    }
  }
}

function checkBaseClaim(base: string, profile: string, run: ProfileRun): void {
  const fits = [textOf(run.root.resourceType), 'Resource', 'DomainResource'];
  if (!fits.includes(base)) run.report('profileOfOtherType', { profile, type: base });
}

interface Inner {
  readonly inner: Json;
  readonly path: readonly (string | number)[];
}

function innerResources({ contained, entry }: Json): Inner[] {
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return [
    ...list(contained).flatMap((inner, index) => (isObject(inner) ? [{ inner, path: ['contained', index] }] : [])),
    ...list(entry).flatMap((one, index) => {
      const inner = isObject(one) ? one.resource : undefined;
      return isObject(inner) ? [{ inner, path: ['entry', index, 'resource'] }] : [];
    }),
  ];
}

/** An outcome always has an issue, also when nothing is wrong. */
export const outcomeIssues = (issues: readonly OperationOutcomeIssue[]): OperationOutcomeIssue[] =>
  issues.length > 0 ? [...issues] : [profileErrors.nothingWrong.issue()];
