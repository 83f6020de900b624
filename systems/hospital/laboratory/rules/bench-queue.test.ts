import { codeSystems } from '@lienmach/core';
import type { DiagnosticReport, Specimen } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { inQueues, narrowestCorner, queueCode, releasedCode, withCorners } from './bench-queue.ts';
import { onBench, standing, withPriority } from './bench-state.ts';

const empty: DiagnosticReport = { resourceType: 'DiagnosticReport', status: 'registered', code: {} };
const corners = { section: 'chemistry', ward: 'noi-1' };
const queues = ({ meta }: DiagnosticReport): unknown =>
  meta?.tag?.filter(({ system }) => system === codeSystems.labQueue).map(({ code }) => code);
const fresh = withCorners(withPriority(onBench(empty, 'to-collect'), 'stat'), corners);

describe('danh sách mà một phiếu đứng trong đó', () => {
  test('theo trạng thái, mức khẩn và từng nơi; đổi trạng thái thì đổi danh sách, nơi vẫn còn', () => {
    expect(queues(fresh)).toEqual([
      'to-collect.urgent',
      'to-collect.urgent.w:noi-1',
      'to-collect.urgent.s:chemistry',
      'to-collect.urgent.w:noi-1+s:chemistry',
    ]);
    const moved = onBench(fresh, 'to-enter');
    expect(queues(moved)).toEqual([
      'to-enter.urgent',
      'to-enter.urgent.w:noi-1',
      'to-enter.urgent.s:chemistry',
      'to-enter.urgent.w:noi-1+s:chemistry',
    ]);
    expect(queues(withPriority(moved, 'routine'))).toEqual([
      'to-enter.routine',
      'to-enter.routine.w:noi-1',
      'to-enter.routine.s:chemistry',
      'to-enter.routine.w:noi-1+s:chemistry',
    ]);
  });
  test('đã trả: theo ngày trả ở Việt Nam và nơi gửi; chưa có giờ trả thì không đứng đâu', () => {
    const done: DiagnosticReport = { ...fresh, status: 'final', issued: '2026-03-01T18:30:00Z' };
    expect(queues(onBench(done, 'released'))).toEqual(['released.2026-03-02', 'released.2026-03-02.w:noi-1']);
    expect(queues(onBench({ ...fresh, status: 'final' }, 'released'))).toEqual([]);
  });
  test('đặt lại đúng chỗ cũ thì phiếu không đổi; phiếu chưa lên bàn không đứng đâu', () => {
    expect(onBench(fresh, 'to-collect')).toEqual(fresh);
    expect(inQueues(empty)).toBe(empty);
    const other = { system: 'urn:khac', code: 'x' };
    const tagged = onBench({ ...empty, meta: { tag: [other] } }, 'to-enter');
    expect(tagged.meta?.tag?.[0]).toEqual(other);
  });
  test.each([
    [{}, undefined],
    [{ section: 'urine' }, 's:urine'],
    [{ section: 'urine', instrument: 'M1' }, 'm:M1'],
    [{ ward: 'k' }, 'w:k'],
    [{ section: 'urine', ward: 'k' }, 'w:k+s:urine'],
    [{ section: 'urine', instrument: 'M1', ward: 'k' }, 'w:k+m:M1'],
  ])('nơi hẹp nhất của %j: %s', (asked, expected) => {
    expect(narrowestCorner(asked)).toBe(expected);
  });
  test('mã danh sách', () => {
    expect(queueCode('to-verify', 'urgent')).toBe('to-verify.urgent');
    expect(queueCode('to-verify', 'routine', 's:urine')).toBe('to-verify.routine.s:urine');
    expect(releasedCode('2026-03-02')).toBe('released.2026-03-02');
  });
  test('giờ của phiếu là giờ lấy mẫu, một lần', () => {
    const at = '2026-03-02T07:00:00+07:00';
    const tube: Specimen = { resourceType: 'Specimen', collection: { collectedDateTime: at } };
    expect(standing(fresh, tube).effectiveDateTime).toBe(at);
    expect(standing(fresh, undefined).effectiveDateTime).toBeUndefined();
    const known = { ...fresh, effectiveDateTime: '2026-03-02T06:00:00+07:00' };
    expect(standing(known, tube).effectiveDateTime).toBe('2026-03-02T06:00:00+07:00');
  });
});
