import { defineSystem } from '@lienmach/system-kit';
import { board } from './operations/board.ts';
import { call } from './operations/call.ts';
import { callNext } from './operations/call-next.ts';
import { moveRoom } from './operations/move-room.ts';
import { roomLoad } from './operations/room-load.ts';
import { skip } from './operations/skip.ts';
import { ticket } from './operations/ticket.ts';
import { waitTimes } from './operations/wait-times.ts';
import { worklist } from './operations/worklist.ts';

export const queue = defineSystem({
  id: 'queue',
  title: { vi: 'Hàng chờ', en: 'Queue' },
  operations: [worklist, callNext, call, skip, moveRoom, roomLoad, board, ticket, waitTimes],
});
