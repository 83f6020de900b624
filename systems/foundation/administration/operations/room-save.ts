import { codeSystems, locationOfRoom, type SiteRoom, toVnDay } from '@lienmach/core';
import type { Context, Operation, OperationParameter } from '@lienmach/system-kit';
import type { Location } from 'fhir/r4';
import { errors } from '../errors.ts';
import { type RoomInput, roomDraft } from '../rules/room-draft.ts';

interface Input extends RoomInput {
  readonly id?: string;
  /** version that was on the screen */
  readonly version?: string;
}

const given = (name: string, type: string, min = 0): OperationParameter => ({ name, use: 'in', min, max: '1', type });

/** What else stands in the Location stays: address, telecom, what others wrote. */
async function write(ctx: Context, room: SiteRoom, version: string | undefined): Promise<Location> {
  const { id, ...fresh } = locationOfRoom(room, ctx.site.facility.organization);
  if (room.id === '') return ctx.store.create<Location>(fresh);
  const { identifier: _number, extension: _validity, ...kept } = await ctx.store.read('Location', room.id);
  const meta = version === undefined ? kept.meta : { ...kept.meta, versionId: version };
  return ctx.store.update<Location>({ ...kept, ...fresh, id: room.id, ...(meta === undefined ? {} : { meta }) });
}

/** POST Location/$room-save: a new or changed room; queues and reception work with it from now on. */
export const roomSave: Operation<Input, Location> = {
  definition: {
    code: 'room-save',
    title: { vi: 'Lưu phòng', en: 'Save a room' },
    resource: ['Location'],
    level: 'type',
    affectsState: true,
    allow: ['administrator'],
    usesEngines: true,
    parameter: [
      given('id', 'id'),
      given('version', 'string'),
      given('name', 'string', 1),
      given('kind', 'code', 1),
      given('department', 'string'),
      given('examService', 'code'),
      given('validFrom', 'date'),
      given('validTo', 'date'),
      given('isActive', 'boolean', 1),
      { name: 'return', use: 'out', min: 1, max: '1', type: 'Location' },
    ],
  },
  async run(ctx, _id, { id = '', version, ...input }) {
    const room = roomDraft(id, input);
    if (room.examService !== undefined) {
      const question = { system: codeSystems.services7603, code: room.examService, date: toVnDay(ctx.now()) };
      if ((await ctx.terminology.lookup(question)) === undefined)
        throw errors.unknownService({ at: 'examService', code: room.examService });
    }
    const written = await write(ctx, room, version);
    await ctx.engines.refreshRooms();
    return written;
  },
};
