import { locationOfRoom, roomOfLocation, type SiteRoom, toVnDay } from '@lienmach/core';
import type { Caller, FhirStore } from '@lienmach/fhir-store';
import type { Site, SiteUnit } from '@lienmach/system-kit';
import type { Location } from 'fhir/r4';
import { unitsOfDay } from './units-of-day.ts';

/** The rooms of the site as they are now: made out of the site file once, then kept in the record. */
export interface RoomBook {
  units(): readonly SiteUnit[];
  refresh(): Promise<void>;
  /** Rooms that the record does not have are written; then the book is read again every half minute. */
  start(): Promise<void>;
  stop(): void;
}

/** milliseconds: another process may have changed a room */
const EVERY = 30_000;

const houseItself: Caller = {
  agent: { who: 'Device/lien-mach', display: 'Liền Mạch', client: 'rooms', roles: [] },
  reach: { limit: () => 'all' },
};

interface Parts {
  readonly store: FhirStore;
  readonly site: Site;
  readonly now: () => Date;
}

async function readLocations(store: FhirStore): Promise<Location[]> {
  const found: Location[] = [];
  const query = new URLSearchParams({ _count: '200' });
  for (;;) {
    const page = await store.search(houseItself, 'Location', query);
    found.push(...page.matches.map(({ text }) => JSON.parse(text) as Location));
    if (page.next === undefined) return found;
    query.set('_cursor', page.next);
  }
}

/** A room of the site file that is no Location, or one without details, as earlier demos wrote them. */
function missingRooms({ units, facility }: Site, known: readonly Location[]): Location[] {
  const detailed = new Set(known.filter((one) => roomOfLocation(one) !== undefined).map(({ id }) => id));
  return units
    .filter(({ id }) => !detailed.has(id))
    .map((unit) => locationOfRoom({ ...unit, isActive: true }, facility.organization));
}

export function openRoomBook({ store, site, now }: Parts): RoomBook {
  let rooms: readonly SiteRoom[] = [];
  let timer: NodeJS.Timeout | undefined;
  const refresh = async (): Promise<void> => {
    rooms = (await readLocations(store)).flatMap((location) => roomOfLocation(location) ?? []);
  };
  const writeMissing = async (): Promise<void> => {
    const missing = missingRooms(site, await readLocations(store));
    if (missing.length === 0) return;
    const entry = missing.map((resource) => ({
      resource,
      request: { method: 'PUT' as const, url: `Location/${resource.id}` },
    }));
    await store.bundle(houseItself, { resourceType: 'Bundle', type: 'transaction', entry });
  };
  return {
    units: () => unitsOfDay(site.units, rooms, toVnDay(now())),
    refresh,
    async start() {
      await writeMissing();
      await refresh();
      timer = setInterval(() => void refresh().catch(() => undefined), EVERY);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
