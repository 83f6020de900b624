import { isFhirError } from '@lienmach/outcome';
import { Command } from 'commander';
import { adminCreate } from './commands/admin-create.ts';
import { backup, backupKey } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { demo } from './commands/demo.ts';
import { importCommand } from './commands/import.ts';
import { importCatalog } from './commands/import-catalog.ts';
import { migrateCommand } from './commands/migrate.ts';
import { purge } from './commands/purge.ts';
import { reindexCommand } from './commands/reindex.ts';
import { restore } from './commands/restore.ts';
import { testRestore } from './commands/restore-test.ts';
import { retentionList, retentionPurge } from './commands/retention.ts';
import { simulate } from './commands/simulate.ts';
import { start } from './commands/start.ts';
import { verify } from './commands/verify.ts';

const program = new Command('lienmach').description('Liền Mạch: nền tảng y tế số trên một hồ sơ FHIR R4');
program.command('start').description('chạy một cơ sở thật').action(start);
program
  .command('demo')
  .description('chạy bản thử và đi hết một lượt khám')
  .option('--exit', 'dừng sau lượt khám')
  .option('--no-visit', 'chỉ khởi động, không đi lượt khám')
  .action(demo);
program
  .command('admin')
  .description('người quản trị')
  .command('create <login> <name>')
  .description('tạo người quản trị đầu tiên, in liên kết dùng một lần trong 24 giờ')
  .action(adminCreate);
program.command('migrate').description('cập nhật cấu trúc cơ sở dữ liệu').action(migrateCommand);
program
  .command('reindex')
  .description('làm lại chỉ mục tìm kiếm do bản trước làm, khi cơ sở vẫn chạy; dừng lúc nào cũng làm tiếp được')
  .option('--words <type>', 'làm sẵn chỉ mục từ (_text, _content, :text) của một loại hồ sơ')
  .action(reindexCommand);
program.command('import-catalog <name> <file>').description('nạp một danh mục chính thức').action(importCatalog);
program
  .command('import <files...>')
  .description('nạp tệp NDJSON vào hồ sơ: giữ phiên bản và thời điểm khi dọn cơ sở; chạy lại thì làm tiếp')
  .option('--as-new', 'ghi như mới nhập bây giờ')
  .action(importCommand);
program
  .command('simulate <service> [options...]')
  .description('chạy bộ giả lập của một hệ thống ngoài: lab-analyzer')
  .allowUnknownOption()
  .action(simulate);
program.command('backup-key <file>').description('tạo cặp khóa sao lưu, ghi khóa bí mật vào tệp').action(backupKey);
program
  .command('backup [file]')
  .description('sao lưu cả cơ sở vào một tệp kín, khi cơ sở vẫn chạy')
  .option('--verify', 'khôi phục thử ngay và lập biên bản')
  .option('--identity <file>', 'tệp khóa bí mật, để khôi phục thử')
  .action(backup);
program
  .command('restore <file>')
  .description('khôi phục vào cơ sở dữ liệu và thư mục dữ liệu trống')
  .requiredOption('--identity <file>', 'tệp khóa bí mật')
  .action(restore);
program
  .command('restore-test <file>')
  .description('khôi phục thử sang chỗ khác, kiểm tra và lập biên bản có chữ ký')
  .requiredOption('--identity <file>', 'tệp khóa bí mật')
  .action(testRestore);
program
  .command('purge')
  .description('bỏ dữ liệu làm việc đã hết hạn giữ; không đụng hồ sơ và nhật ký truy cập')
  .option('--dry-run', 'chỉ đếm')
  .action(purge);
const retention = program
  .command('retention')
  .description('hồ sơ hết thời hạn lưu trữ: danh mục, hai người duyệt, tiêu hủy');
retention
  .command('list')
  .description('lượt khám nào hết thời hạn, lượt nào còn phải giữ và vì sao')
  .option('--save <name>', 'lập danh mục đề nghị tiêu hủy, ghi tên người lập')
  .option('--from <day>', 'chỉ xem lượt khám từ ngày này, ví dụ 2013-01-01')
  .action(retentionList);
retention
  .command('purge')
  .description('tiêu hủy hồ sơ của danh mục đã có hai người duyệt, khi cơ sở vẫn chạy; dừng lúc nào cũng làm tiếp được')
  .requiredOption('--list <id>', 'mã danh mục')
  .requiredOption('--decision <text>', 'số và ngày quyết định của giám đốc')
  .requiredOption('--by <name>', 'người thực hiện')
  .action(retentionPurge);
program
  .command('check [what]')
  .description('kiểm tra: all, record, audit, money')
  .option('--month <month>', 'money: tháng, ví dụ 2026-11; không ghi là tháng này')
  .option('--envelopes', 'money: lập lại cả tệp BHYT và bảng kê của từng lượt khám')
  .action(check);
program.command('verify <file>').description('kiểm tra chữ ký của một tài liệu').action(verify);

try {
  await program.parseAsync();
} catch (thrown) {
  if (!isFhirError(thrown)) throw thrown;
  for (const issue of thrown.outcome.issue) console.error(`${issue.details?.text}\n  ${issue.diagnostics}`);
  process.exitCode = 1;
}
