import { expect, test } from 'vitest';
import { analyzerMenu } from './analyzer-menu.ts';
import { measure } from './analyzer-result.ts';
import { labAnalyzerCommand } from './lab-analyzer.ts';

test('cùng hạt giống cho cùng giá trị; công thức máu có đúng một chỉ số vượt khoảng', () => {
  expect(measure('22.0120.1370', 7)).toEqual(measure('22.0120.1370', 7));
  for (let seed = 0; seed < 200; seed++) {
    const outside = measure('22.0120.1370', seed).filter(({ line, value }) => Number(value) > line.high);
    expect(outside, `seed ${seed}`).toHaveLength(1);
  }
});

test('mọi giá trị khác nằm trong khoảng của thực đơn máy; xét nghiệm lạ thì không đo gì', () => {
  for (const code of analyzerMenu.keys()) {
    for (const { line, value } of measure(code, 3).filter(({ line }) => !line.mayStray)) {
      expect(Number(value), line.code).toBeGreaterThanOrEqual(line.low);
      expect(Number(value), line.code).toBeLessThanOrEqual(line.high);
    }
  }
  expect(measure('00.0000.0000', 1)).toEqual([]);
});

test.each([
  [['--mode', 'nổi giận'], 'lab-analyzer.unknownMode'],
  [['--to', 'đâu đó'], 'lab-analyzer.badAddress'],
  [['--listen', '70000'], 'lab-analyzer.badAddress'],
  [['--protocol', 'dicom'], 'lab-analyzer.unknownProtocol'],
  [['--values', 'K'], 'lab-analyzer.badValue'],
  [['--control', 'LO1^GLU'], 'lab-analyzer.badControl'],
])('lệnh sai %j bị từ chối rõ ràng', async (args, code) => {
  await expect(labAnalyzerCommand(args)).rejects.toMatchObject({ code });
});
