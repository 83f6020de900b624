import { defineErrors } from '@lienmach/outcome';

export const errors = defineErrors('database', {
  folderHeld: {
    issue: 'lock-error',
    vi: 'Thư mục dữ liệu đang được tiến trình khác sử dụng (PID {pid}). Hãy dừng tiến trình đó trước.',
    en: 'the data folder is held by process {pid}',
  },
  cannotRunAsRoot: {
    issue: 'exception',
    vi: 'Máy chủ này không cho phép chạy PostgreSQL kèm theo dưới quyền root. Hãy đặt LIENMACH_DATABASE_URL trỏ tới một PostgreSQL có sẵn.',
    en: 'PostgreSQL refuses to run as root, user namespaces are not available and no other user may enter the data folder; set LIENMACH_DATABASE_URL',
  },
  didNotStart: {
    issue: 'transient',
    vi: 'Cơ sở dữ liệu kèm theo không khởi động được.',
    en: 'the embedded PostgreSQL did not start',
  },
});
