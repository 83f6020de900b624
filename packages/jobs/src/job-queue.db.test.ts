import { type Caller, type FhirStore, openStore } from '@lienmach/fhir-store';
import { FhirError } from '@lienmach/outcome';
import { openTestSql, type TestSql } from '@lienmach/testing';
import type { FhirResource } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventHandler } from './job.ts';
import { JobQueue, type JobQueueOptions } from './job-queue.ts';
import { homeStrayJobs } from './job-rows.ts';
import { mostAttempts } from './retry-delay.ts';

const caller: Caller = {
  agent: { who: 'Device/thu', display: 'Thử', client: 'thu', roles: ['tool'] },
  reach: { limit: () => 'all' },
};

let database: TestSql;
let store: FhirStore;
let time: number;
let heard: string[];

const now = () => new Date(time);
const later = (seconds: number) => {
  time += seconds * 1000;
};
const told = ({ resourceType, id, meta }: FhirResource) => `${resourceType}/${id} ${meta?.versionId}`;

const handler = (change: Partial<EventHandler> = {}): EventHandler => ({
  id: 'phong/nghe',
  on: 'Basic',
  when: () => true,
  key: (resource) => `${resource.resourceType}/${resource.id}`,
  run: async (resource) => void heard.push(told(resource)),
  ...change,
});

const queueWith = (change: Partial<EventHandler> = {}, options: Partial<JobQueueOptions> = {}) =>
  new JobQueue({ sql: database.sql, now, events: [handler(change)], ...options });

const write = (id: string, text = id) =>
  store.update(caller, { resourceType: 'Basic', id, code: { text }, language: 'vi' });

const refusal = (status: 'conflict' | 'business-rule' | 'transient') =>
  new FhirError([{ severity: 'error', code: status, details: { text: 'lỗi thử' } }]);

beforeEach(async () => {
  database = await openTestSql();
  time = Date.parse('2026-03-02T01:00:00Z');
  heard = [];
  store = openStore(database.sql, { now });
});
afterEach(() => database.close());

describe('sự kiện của hồ sơ đến nơi cần nghe', () => {
  test('mỗi phiên bản được báo một lần; loại khác, bản xóa và điều không quan tâm thì không', async () => {
    await write('a');
    await write('a', 'hai');
    await write('khac');
    await store.update(caller, { resourceType: 'Organization', id: 'o', name: 'Thử' });
    await store.delete(caller, 'Basic', 'khac');
    const queue = queueWith({ when: ({ id }) => id === 'a' });
    await queue.settle();
    await queue.settle();
    expect(heard).toEqual(['Basic/a 1', 'Basic/a 2']);
    expect(await queue.list('waiting')).toEqual([]);
  });

  test('cùng khóa thì lần lượt theo thứ tự ghi, khóa khác không phải chờ', async () => {
    for (const text of ['một', 'hai', 'ba']) await write('cham', text);
    await write('nhanh');
    await queueWith().settle();
    expect(heard.filter((one) => one.startsWith('Basic/cham'))).toEqual([
      'Basic/cham 1',
      'Basic/cham 2',
      'Basic/cham 3',
    ]);
    expect(heard.indexOf('Basic/nhanh 1')).toBeLessThan(heard.indexOf('Basic/cham 3'));
  });

  test('hai tiến trình cùng làm: không sót, không trùng, vẫn theo thứ tự của từng khóa', async () => {
    for (let version = 1; version <= 12; version++) for (const id of ['a', 'b', 'c']) await write(id, String(version));
    const queues = [queueWith(), queueWith()];
    await Promise.all(queues.map((queue) => queue.settle()));
    await queues[0]?.settle();
    expect(heard).toHaveLength(36);
    for (const id of ['a', 'b', 'c'])
      expect(heard.filter((one) => one.startsWith(`Basic/${id} `))).toEqual(
        Array.from({ length: 12 }, (_, index) => `Basic/${id} ${index + 1}`),
      );
  });

  test('sự kiện sau chờ sự kiện trước của cùng khóa đang được thử lại', async () => {
    let isBroken = true;
    const run = async (resource: FhirResource) => {
      if (isBroken) throw refusal('transient');
      heard.push(told(resource));
    };
    await write('a');
    const queue = queueWith({ run });
    await queue.settle();
    await write('a', 'hai');
    isBroken = false;
    await queue.settle();
    expect(heard).toEqual([]);
    later(2);
    await queue.settle();
    expect(heard).toEqual(['Basic/a 1', 'Basic/a 2']);
  });

  test('phép thử của một phòng bị lỗi không làm cả nhà ngừng nghe: việc ấy được giữ lại cho người xem', async () => {
    const broken = handler({
      id: 'phong/loi',
      when: () => {
        throw new TypeError('coding of undefined');
      },
      key: () => {
        throw new TypeError('subject of undefined');
      },
    });
    await write('a');
    const queue = new JobQueue({ sql: database.sql, now, events: [broken, handler()] });
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      await queue.settle();
      later(301);
    }
    expect(heard).toEqual(['Basic/a 1']);
    expect(await queue.list('parked')).toMatchObject([{ handler: 'phong/loi', key: 'Basic/a' }]);
  });
});

describe('làn riêng cho việc phải chờ bên ngoài', () => {
  test('mỗi hàng đợi chỉ làm việc của làn mình; không nêu làn thì làm tất cả', async () => {
    const slow = handler({ id: 'phong/cham', lane: 'ngoai', run: async ({ id }) => void heard.push(`chậm ${id}`) });
    const events = [slow, handler()];
    const queueOf = (lane?: string) =>
      new JobQueue({ sql: database.sql, now, events, ...(lane === undefined ? {} : { lane }) });
    await write('a');
    await queueOf('').settle();
    expect(heard).toEqual(['Basic/a 1']);
    await queueOf('khac').settle();
    expect(heard).toEqual(['Basic/a 1']);
    await queueOf('ngoai').settle();
    expect(heard).toEqual(['Basic/a 1', 'chậm a']);
    await write('c');
    await queueOf('ngoai').settle();
    expect(heard).toHaveLength(2);
    await write('b');
    await queueOf().settle();
    expect(heard.toSorted()).toEqual(['Basic/a 1', 'Basic/b 1', 'Basic/c 1', 'chậm a', 'chậm b', 'chậm c']);
  });

  test('được phép thử nhiều lần hơn thì không bị giữ lại sớm', async () => {
    const run = () => Promise.reject(refusal('transient'));
    const queue = queueWith({ run, attempts: mostAttempts + 2 });
    await write('a');
    for (let attempt = 0; attempt < mostAttempts + 1; attempt++) {
      await queue.settle();
      later(301);
    }
    expect(await queue.list('parked')).toEqual([]);
    await queue.settle();
    expect(await queue.list('parked')).toMatchObject([{ attempts: mostAttempts + 2 }]);
  });
});

describe('nhiều phiên bản, một việc', () => {
  const about = ({ language }: FhirResource) => (language === undefined ? undefined : `Group/${language}`);
  const follower = (change: Partial<EventHandler> = {}): Partial<EventHandler> => ({
    id: 'phong/theo',
    lane: 'calm',
    when: (resource) => about(resource) !== undefined,
    about,
    run: async ({ resourceType, id, ...rest }) => void heard.push(`${resourceType}/${id} ${Object.keys(rest).length}`),
    ...change,
  });

  test('những gì ghi về một thứ trong lúc chờ chỉ báo một lần, chỉ kèm tên của thứ ấy', async () => {
    await write('a');
    await write('b');
    await write('a', 'hai');
    const queue = queueWith(follower(), { concurrency: 1 });
    await queue.settle();
    expect(heard).toEqual(['Group/vi 0']);
    await write('c');
    await queue.settle();
    expect(heard).toEqual(['Group/vi 0', 'Group/vi 0']);
  });

  test('ghi trong lúc đang xem thì được xem lại sau; hỏng rồi thử lại cũng không bỏ sót', async () => {
    let isFirst = true;
    const run = async () => {
      heard.push('xem');
      if (!isFirst) return;
      isFirst = false;
      await write('b');
      await queueWith(follower({ run }), { lane: '' }).settle();
      throw refusal('transient');
    };
    await write('a');
    const queue = queueWith(follower({ run }));
    await queue.settle();
    expect(heard).toEqual(['xem']);
    later(400);
    await queue.settle();
    expect(heard).toEqual(['xem', 'xem', 'xem']);
  });

  test('người bấm chạy lại đúng lúc nó đang chạy: điều vừa ghi thêm vẫn được xem', async () => {
    const run = async () => {
      heard.push('xem');
      if (heard.length === 1) throw refusal('transient');
      if (heard.length > 2) return;
      const [job] = await queue.list('waiting');
      await queue.retry(job?.id ?? 0);
      await write('b');
      await queueWith(follower({ run }), { lane: '' }).settle();
    };
    const queue = queueWith(follower({ run }));
    await write('a');
    await queue.settle();
    later(400);
    await queue.settle();
    expect(heard).toEqual(['xem', 'xem', 'xem']);
    expect(await queue.list('waiting')).toEqual([]);
  });

  test('không đọc được nó thuộc về đâu: giữ lại cho người xem, không coi là xong', async () => {
    const broken = () => {
      throw new TypeError('không đọc được');
    };
    await write('a');
    const queue = queueWith(follower({ when: broken, about: broken, attempts: 1 }));
    await queue.settle();
    expect(heard).toEqual([]);
    expect(await queue.list('parked')).toHaveLength(1);
  });

  test('việc của làn không còn phòng nào làm thì về hàng chung, nơi người thấy', async () => {
    await write('a');
    await queueWith(follower(), { lane: '' }).settle();
    await homeStrayJobs(database.sql, ['', 'khac']);
    await new JobQueue({ sql: database.sql, now, events: [], lane: '' }).settle();
    later(4000);
    for (let turn = 0; turn < mostAttempts; turn++) {
      await new JobQueue({ sql: database.sql, now, events: [], lane: '' }).settle();
      later(4000);
    }
    expect(await queueWith().list('parked')).toHaveLength(1);
  });

  test('việc nhường người chỉ bắt đầu khi yên', async () => {
    let calm: () => void = () => undefined;
    const isCalm = new Promise<void>((resolve) => {
      calm = resolve;
    });
    const queue = queueWith(follower(), { lane: 'calm', calm: () => isCalm });
    await write('a');
    await queueWith(follower(), { lane: '' }).settle();
    await queue.start();
    expect(heard).toEqual([]);
    calm();
    await vi.waitFor(() => expect(heard).toEqual(['Group/vi 0']), { timeout: 20_000 });
    await queue.stop();
  });
});

describe('việc không thành', () => {
  test('lỗi có thể qua đi thì thử lại thưa dần, hết lượt thì giữ lại; người sửa xong cho chạy tiếp', async () => {
    let isBroken = true;
    const lines: object[] = [];
    const run = async (resource: FhirResource) => {
      if (isBroken) throw refusal('transient');
      heard.push(told(resource));
    };
    const queue = queueWith({ run }, { report: (line) => lines.push(line) });
    await write('a');
    await queue.settle();
    expect(await queue.list('waiting')).toMatchObject([{ attempts: 1, runAt: '2026-03-02T01:00:01.000Z' }]);
    await queue.settle();
    expect(lines).toHaveLength(1);
    for (let attempt = 1; attempt < mostAttempts; attempt++) {
      later(301);
      await queue.settle();
    }
    const [parked] = await queue.list('parked');
    expect(parked).toMatchObject({ subject: 'Basic/a/_history/1', attempts: mostAttempts });
    expect(parked?.reason).toContain('lỗi thử');
    expect(JSON.stringify(lines)).not.toContain('lỗi thử');
    expect(lines.at(-1)).toMatchObject({ parked: true, handler: 'phong/nghe' });
    isBroken = false;
    await queue.retry(parked?.id ?? 0);
    await queue.settle();
    expect(heard).toEqual(['Basic/a 1']);
    expect(await queue.list('parked')).toEqual([]);
  });

  test('lời từ chối của quy tắc không thử lại; việc sau của cùng người bệnh vẫn chạy', async () => {
    const run = async (resource: FhirResource) => {
      if (resource.meta?.versionId === '1') throw refusal('business-rule');
      heard.push(told(resource));
    };
    await write('a');
    await write('a', 'hai');
    const queue = queueWith({ run });
    await queue.settle();
    expect(heard).toEqual(['Basic/a 2']);
    expect(await queue.list('parked')).toMatchObject([{ subject: 'Basic/a/_history/1', attempts: 1 }]);
  });

  test('việc của phòng đã tắt được giữ lại chứ không mất', async () => {
    await write('a');
    await queueWith({ run: () => Promise.reject(refusal('transient')) }).settle();
    const without = new JobQueue({ sql: database.sql, now, events: [] });
    for (let attempt = 1; attempt < mostAttempts; attempt++) {
      later(301);
      await without.settle();
    }
    expect(await without.list('parked')).toMatchObject([{ reason: 'Error: no handler called phong/nghe' }]);
  });
});

describe('tiến trình chết hoặc chậm', () => {
  const lose = (attempts: number) =>
    database.sql.query({
      text: `update job set attempts = ${attempts}, run_at = $1`,
      values: [new Date(time + 60_000).toISOString()],
    });

  test('chết giữa chừng: sau một phút tiến trình khác làm lại', async () => {
    await write('a');
    await queueWith({ run: () => Promise.reject(refusal('transient')) }).settle();
    await lose(1);
    const other = queueWith();
    await other.settle();
    expect(heard).toEqual([]);
    later(61);
    await other.settle();
    expect(heard).toEqual(['Basic/a 1']);
  });

  test('việc làm chết mọi tiến trình nhận nó thì được giữ lại sau số lượt cho phép', async () => {
    await write('a');
    await queueWith({ run: () => Promise.reject(refusal('transient')) }).settle();
    await lose(mostAttempts);
    later(61);
    const queue = queueWith();
    await queue.settle();
    expect(heard).toEqual([]);
    expect(await queue.list('parked')).toMatchObject([{ reason: 'Error: every worker that took it died' }]);
  });

  test('việc chạy lâu hơn một phút không bị người khác nhận khi nó còn đang chạy', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let finish: () => void = () => undefined;
    const slow = queueWith({
      run: (resource) =>
        new Promise((done) => {
          heard.push(told(resource));
          finish = done;
        }),
    });
    await write('a');
    const settled = slow.settle();
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    later(50);
    vi.advanceTimersByTime(20_000);
    await vi.waitFor(async () => {
      const [job] = await slow.list('waiting');
      expect(job?.runAt).toBe(new Date(time + 60_000).toISOString());
    });
    later(50);
    await queueWith().settle();
    expect(heard).toEqual(['Basic/a 1']);
    finish();
    vi.useRealTimers();
    await settled;
    expect(await slow.list('waiting')).toEqual([]);
  });

  test('người làm chậm báo hỏng sau khi việc đã sang tay người khác thì không đổi gì', async () => {
    let fail: (thrown: unknown) => void = () => undefined;
    const run = () =>
      new Promise<void>((_, reject) => {
        fail = reject;
      });
    const slow = queueWith({ run });
    await write('a');
    const settled = slow.settle();
    await vi.waitFor(async () => expect(await slow.list('waiting')).toMatchObject([{ attempts: 1 }]));
    await lose(2);
    fail(refusal('business-rule'));
    await settled;
    expect(await slow.list('parked')).toEqual([]);
    expect(await slow.list('waiting')).toMatchObject([{ attempts: 2 }]);
  });
});

describe('hẹn giờ và vòng lặp', () => {
  test('đến giờ mới chạy, hẹn hai lần cùng tên là một', async () => {
    const timers = [{ id: 'nhac', run: async (payload: string) => void heard.push(payload) }];
    const queue = new JobQueue({ sql: database.sql, now, events: [], timers });
    const at = new Date(time + 600_000);
    await queue.later('nhac', 'goi-lai-1', at, 'một');
    await queue.later('nhac', 'goi-lai-1', at, 'hai');
    await queue.settle();
    expect(heard).toEqual([]);
    later(600);
    await queue.settle();
    expect(heard).toEqual(['một']);
    await queue.later('nhac', 'goi-lai-1', at, 'ba');
    await queue.settle();
    expect(heard).toEqual(['một', 'ba']);
  });

  test('đang chạy thì tự nghe; dừng lại thì chờ việc đang làm xong', async () => {
    const queue = queueWith({
      run: async (resource) => {
        await new Promise((done) => setTimeout(done, 50));
        heard.push(told(resource));
      },
    });
    await queue.start();
    await write('a');
    await vi.waitFor(async () => expect((await queue.list('waiting')).length + heard.length).toBe(1));
    await queue.stop();
    await queueWith().settle();
    expect(heard).toEqual(['Basic/a 1']);
  });

  test('một vòng hỏng được báo lên, vòng sau làm tiếp', async () => {
    const troubles: unknown[] = [];
    let isAway = true;
    const sql: TestSql['sql'] = {
      ...database.sql,
      transaction: (work) => (isAway ? Promise.reject(refusal('transient')) : database.sql.transaction(work)),
    };
    const queue = queueWith({}, { sql, onTrouble: (thrown) => troubles.push(thrown) });
    await write('a');
    await queue.start();
    await vi.waitFor(() => expect(troubles).not.toHaveLength(0));
    isAway = false;
    await vi.waitFor(() => expect(heard).toEqual(['Basic/a 1']), { timeout: 5_000 });
    await queue.stop();
  });
});
