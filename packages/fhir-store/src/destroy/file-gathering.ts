import { isLiving, visitFileTypes } from './visit-file-types.ts';

/** Why the file of a visit cannot go. */
export interface Obstacle {
  /**
   * `outside`: something that stays points into it; `shared`: a part belongs to other visits as well; `living`: a part is still
   * of use; `large`: more parts than one transaction should remove
   */
  readonly reason: 'outside' | 'shared' | 'living' | 'large';
  /** `Type/id` of what stands in the way */
  readonly by: string;
}

/** All versions of one resource: what they name, and where it stands now. */
export interface Part {
  readonly key: string;
  readonly version: number;
  readonly named: ReadonlySet<string>;
  /** the current text; empty: deleted */
  readonly body: string;
}

interface Gathered {
  readonly parts: Map<string, Part>;
  readonly obstacles: Map<string, Obstacle>;
}

const MOST_PARTS = 3000;

const visitsOf = ({ named }: Pick<Part, 'named'>): string[] =>
  [...named].filter((name) => name.startsWith('Encounter/')).sort();

/** Whose file is what: grows from the visits outwards, by whatever points at what is in a file already. */
export class FileGathering {
  readonly #owners = new Map<string, string>();
  readonly #files = new Map<string, Gathered>();
  /** parts of one file that point into another */
  readonly #crossings: { readonly by: string; readonly into: string }[] = [];

  constructor(visits: readonly string[]) {
    for (const visit of visits) {
      this.#owners.set(visit, visit);
      this.#files.set(visit, { parts: new Map(), obstacles: new Map() });
    }
  }

  ownerOf(key: string): string | undefined {
    return this.#owners.get(key);
  }

  /** `by` points at `target`, or is an attachment of it. @returns is it new to the file, so that it must be looked at too? */
  attach(by: string, target: string): boolean {
    const visit = this.#owners.get(target);
    if (visit === undefined || by === target) return false;
    const before = this.#owners.get(by);
    if (before !== undefined) {
      if (before !== visit) this.#crossings.push({ by, into: visit });
      return false;
    }
    const [type = ''] = by.split('/');
    if (!visitFileTypes.has(type)) {
      this.#stop(visit, { reason: 'outside', by });
      return false;
    }
    if ((this.#files.get(visit)?.parts.size ?? 0) >= MOST_PARTS) {
      this.#stop(visit, { reason: 'large', by });
      return false;
    }
    this.#owners.set(by, visit);
    return true;
  }

  /** What was attached, as it is stored. */
  add(part: Part): void {
    const found = this.#owners.get(part.key);
    if (found === undefined) return;
    const [own] = visitsOf(part);
    const visit = this.#files.has(part.key) || own === undefined || !this.#files.has(own) ? found : own;
    // found by way of another visit's file: it belongs to its own
    if (visit !== found) this.#crossings.push({ by: part.key, into: found });
    this.#owners.set(part.key, visit);
    this.#files.get(visit)?.parts.set(part.key, part);
  }

  /** Attached, but not in the record. */
  forget(key: string): void {
    if (!this.#files.has(key)) this.#owners.delete(key);
  }

  /** The files when nothing is attached any more, each with what stands in its way. */
  finish(): ReadonlyMap<string, { readonly parts: readonly Part[]; readonly obstacles: readonly Obstacle[] }> {
    for (const { by, into } of this.#crossings) this.#cross(by, into);
    for (const [visit, { parts }] of this.#files) for (const part of parts.values()) this.#judge(visit, part);
    return new Map(
      [...this.#files].map(([visit, { parts, obstacles }]) => [
        visit,
        { parts: [...parts.values()], obstacles: [...obstacles.values()] },
      ]),
    );
  }

  /** What belongs to one visit alone keeps only the file it points into: that one goes later. */
  #cross(by: string, into: string): void {
    const owner = this.#owners.get(by) ?? into;
    const part = this.#files.get(owner)?.parts.get(by);
    const isOwn = by === owner || (part !== undefined && visitsOf(part).join() === owner);
    if (isOwn && owner !== into) this.#stop(into, { reason: 'outside', by });
    else if (!isOwn) for (const one of [owner, into]) this.#stop(one, { reason: 'shared', by });
  }

  #judge(visit: string, { key, named, body }: Part): void {
    const [type = ''] = key.split('/');
    if (isLiving(type, body)) this.#stop(visit, { reason: 'living', by: key });
    if (key === visit) return;
    const isOthers = (name: string) => this.#owners.get(name) !== visit;
    const visits = visitsOf({ named });
    if (visits.some(isOthers)) this.#stop(visit, { reason: 'shared', by: key });
    // without a visit of its own it belongs to everything it speaks of
    const parts = visits.length > 0 ? [] : [...named].filter((name) => visitFileTypes.has(name.split('/')[0] ?? ''));
    if (parts.some(isOthers)) this.#stop(visit, { reason: 'shared', by: key });
  }

  #stop(visit: string, obstacle: Obstacle): void {
    this.#files.get(visit)?.obstacles.set(`${obstacle.reason} ${obstacle.by}`, obstacle);
  }
}
