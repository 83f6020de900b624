import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import { compileProfile } from './compile-node.ts';
import { baseType, type CompiledProfile, type LoadedProfiles } from './compiled-profile.ts';
import { type CompileConstraint, loadFhirPath } from './constraints.ts';
import { type ProfileNode, profileTree } from './profile-node.ts';

/** Where definitions come from. */
export interface ProfileSource {
  /** @param canonical  with or without `|version` */
  find(canonical: string): Promise<StructureDefinition | undefined>;
  /** changes when what `find` answers may have changed; absent: it never does */
  stamp?(): Promise<string>;
}

const LONGEST_CHAIN = 16;

/** Compiles each profile once, with everything it leads to, and again when the source says that definitions changed. */
export class ProfileLibrary implements LoadedProfiles {
  readonly #source: ProfileSource;
  readonly #one = new Map<string, Promise<CompiledProfile | undefined>>();
  readonly #whole = new Map<string, Promise<CompiledProfile | undefined>>();
  readonly #ready = new Map<string, CompiledProfile>();
  #stamp = '';

  constructor(source: ProfileSource) {
    this.#source = source;
  }

  /** Forgets what may be outdated. Called before a resource is held against profiles. */
  async refresh(): Promise<void> {
    const stamp = (await this.#source.stamp?.()) ?? '';
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#one.clear();
    this.#whole.clear();
    this.#ready.clear();
  }

  /** Already loaded, with everything it leads to. */
  known(canonical: string): CompiledProfile | undefined {
    return this.#ready.get(canonical);
  }

  /** The profile, when everything it leads to has been loaded as well. */
  async load(canonical: string): Promise<CompiledProfile | undefined> {
    const known = this.#whole.get(canonical);
    if (known) return known;
    const made = this.#loadAll(canonical);
    remember(this.#whole, canonical, made);
    return made;
  }

  async #loadAll(canonical: string): Promise<CompiledProfile | undefined> {
    const first = await this.#loadOne(canonical);
    const seen = new Set([canonical]);
    const waiting = first ? [...linkedProfiles(first.tree)] : [];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const profile = await this.#loadOne(next);
      if (profile) waiting.push(...linkedProfiles(profile.tree));
    }
    return first;
  }

  #loadOne(canonical: string): Promise<CompiledProfile | undefined> {
    const known = this.#one.get(canonical);
    if (known) return known;
    const made = this.#compile(canonical);
    remember(this.#one, canonical, made);
    return made;
  }

  async #compile(canonical: string): Promise<CompiledProfile | undefined> {
    if (baseType(canonical) !== undefined) return undefined;
    const definition = await this.#source.find(canonical);
    if (!definition) return undefined;
    const { layers, isWhole } = await this.#layers(definition);
    const tree = profileTree(definition.type, layers);
    const constraints: CompileConstraint = await loadFhirPath();
    const check = compileProfile(tree, this, constraints);
    const compiled = { definition, tree, check, isWhole };
    this.#ready.set(canonical, compiled);
    return compiled;
  }

  /** What the definition and the profiles it is based on say, most general first; the base type itself is checked elsewhere. */
  async #layers(definition: StructureDefinition): Promise<{ layers: ElementDefinition[][]; isWhole: boolean }> {
    const layers: ElementDefinition[][] = [];
    let current: StructureDefinition | undefined = definition;
    for (let length = 0; current && length < LONGEST_CHAIN; length += 1) {
      const { differential, snapshot, baseDefinition }: StructureDefinition = current;
      layers.unshift(differential?.element ?? ownElements(current));
      if (!differential && snapshot) return { layers, isWhole: true };
      if (baseDefinition === undefined || baseType(baseDefinition) !== undefined) return { layers, isWhole: true };
      current = await this.#source.find(baseDefinition);
    }
    return { layers, isWhole: false };
  }
}

/** Names that lead nowhere are anybody's: never remembered. */
function remember<T>(
  where: Map<string, Promise<T | undefined>>,
  canonical: string,
  made: Promise<T | undefined>,
): void {
  where.set(canonical, made);
  made.then(
    (found) => found ?? where.delete(canonical),
    () => where.delete(canonical),
  );
}

/** A snapshot repeats the constraints of the base, which are checked with the base. */
const ownElements = ({ snapshot }: StructureDefinition): ElementDefinition[] =>
  (snapshot?.element ?? []).map(({ constraint, ...element }) => {
    const own = constraint?.filter(({ source }) => source === undefined || baseType(source) === undefined);
    return own === undefined || own.length === 0 ? element : { ...element, constraint: own };
  });

/** Profiles of the values, and of the targets of references, anywhere in the tree. */
function linkedProfiles(node: ProfileNode): Set<string> {
  const found = new Set<string>();
  const collect = ({ element, children, slices }: ProfileNode): void => {
    for (const { profile = [], targetProfile = [] } of element.type ?? [])
      for (const one of [...profile, ...targetProfile]) found.add(one);
    for (const child of children.values()) collect(child);
    for (const slice of slices.values()) collect(slice);
  };
  collect(node);
  return found;
}
