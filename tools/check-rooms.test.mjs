import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listFiles } from './list-files.mjs';
import { writeRoom } from './new-room.mjs';
import { findRoomProblems, listRooms } from './room-shape.mjs';

const root = join(import.meta.dirname, '..');

describe('mọi phòng đều xây giống nhau', () => {
  test.each(listRooms(root))('%s', (room) => {
    expect(findRoomProblems(root, room)).toEqual([]);
  });
});

describe('phòng mới', () => {
  const other = mkdtempSync(join(tmpdir(), 'lienmach-room-'));
  afterAll(() => rmSync(other, { recursive: true }));

  test('phòng vừa tạo đã đúng mẫu, và không tạo đè lên phòng đã có', () => {
    writeRoom(other, 'hospital/dialysis');
    expect(listRooms(other)).toEqual(['systems/hospital/dialysis']);
    expect(findRoomProblems(other, 'systems/hospital/dialysis')).toEqual([]);
    expect(() => writeRoom(other, 'hospital/dialysis')).toThrow('exists');
  });

  test.each(['dialysis', 'kitchen/dialysis', 'hospital/Dialysis', 'hospital/../x', 'hospital/a/b'])(
    'tên không hợp lệ: %s',
    (name) => {
      expect(() => writeRoom(other, name)).toThrow('wing/room');
    },
  );
});

describe('liên kết trong tài liệu dẫn tới tệp có thật', () => {
  const documents = listFiles(root, '').filter(
    (path) => path.endsWith('.md') && !path.startsWith('tools/boundary-canary/'),
  );
  test.each(documents)('%s', (path) => {
    const text = readFileSync(join(root, path), 'utf8').replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)]
      .map(([, target]) => target.replace(/#.*$/, ''))
      .filter((target) => target !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(target));
    const dead = targets.filter((target) => !existsSync(join(root, dirname(path), decodeURIComponent(target))));
    expect(dead).toEqual([]);
  });
});
