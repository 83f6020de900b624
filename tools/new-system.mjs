// A new room, like all others: `npm run new:system hospital/dialysis`.
import { join } from 'node:path';
import { writeRoom } from './new-room.mjs';

try {
  for (const file of writeRoom(join(import.meta.dirname, '..'), process.argv[2] ?? '')) console.log(file);
  console.log('Next: npm install (links the room), then add it to apps/server/src/systems.ts.');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
