import { staffRoles } from '@lienmach/core';
import type { MessageDesk } from '@lienmach/exchange';
import type { EngineRoom } from '@lienmach/system-kit';
import { openRoomDoor } from '@lienmach/testing';
import { integrationDesk } from '../index.ts';

const everybody = [...staffRoles, 'integration', 'citizen', 'integrator', 'integration-desk'];

/** The door of this room with only a piece of the engine room behind it, and what it told the access log. */
export const openDeskDoor = (messages: Partial<MessageDesk> = {}) =>
  openRoomDoor(integrationDesk, everybody, { messages } as EngineRoom);

export const { othersThan } = openDeskDoor();
