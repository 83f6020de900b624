import type { Location } from 'fhir/r4';
import { codeSystems, extensions, identifierSystems } from './canonical.ts';
import { extensionOf } from './extension-access.ts';
import { present } from './present.ts';

export const roomKinds = ['exam-room', 'laboratory', 'imaging', 'cashier', 'reception', 'ward'] as const;
export type RoomKind = (typeof roomKinds)[number];

/** A place where people work, as queues, registration and claims need to know it. */
export interface SiteRoom {
  readonly id: string;
  readonly name: string;
  readonly kind: RoomKind;
  /** department code of the claim tables, e.g. `K01` */
  readonly department: string;
  /** exam rooms: the service charged for a first examination */
  readonly examService?: string;
  /** calendar days, both inclusive; absent: open */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly isActive: boolean;
}

const isRoomKind = (code: string | undefined): code is RoomKind => roomKinds.some((kind) => kind === code);

/** A Location that says what kind of room it is; any other Location is only a name. */
export function roomOfLocation(location: Location): SiteRoom | undefined {
  const kind = location.type
    ?.flatMap(({ coding = [] }) => coding)
    .find(({ system }) => system === codeSystems.roomKind);
  const department = location.identifier?.find(({ system }) => system === identifierSystems.department)?.value;
  if (location.id === undefined || !isRoomKind(kind?.code)) return undefined;
  const validity = extensionOf(location, extensions.validity)?.valuePeriod;
  return {
    id: location.id,
    name: location.name ?? location.id,
    kind: kind.code,
    department: department ?? '',
    isActive: location.status !== 'inactive' && location.status !== 'suspended',
    ...present({
      examService: extensionOf(location, extensions.examService)?.valueCode,
      validFrom: validity?.start,
      validTo: validity?.end,
    }),
  };
}

/** @param organization  `Organization/…` of the facility */
export function locationOfRoom(room: SiteRoom, organization: string): Location {
  const { id, name, kind, department, examService, validFrom, validTo, isActive } = room;
  const extension = [
    ...(examService === undefined ? [] : [{ url: extensions.examService, valueCode: examService }]),
    ...(validFrom === undefined && validTo === undefined
      ? []
      : [{ url: extensions.validity, valuePeriod: present({ start: validFrom, end: validTo }) }]),
  ];
  return {
    resourceType: 'Location',
    id,
    status: isActive ? 'active' : 'inactive',
    name,
    mode: 'instance',
    type: [{ coding: [{ system: codeSystems.roomKind, code: kind }] }],
    managingOrganization: { reference: organization },
    ...(department === '' ? {} : { identifier: [{ system: identifierSystems.department, value: department }] }),
    ...(extension.length === 0 ? {} : { extension }),
  };
}

/** Can work be done there on this day? */
export const isOpenOn = ({ isActive, validFrom, validTo }: SiteRoom, day: string): boolean =>
  isActive && (validFrom === undefined || validFrom <= day) && (validTo === undefined || validTo >= day);
