import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { BackupHead, TableCount } from './backup-format.ts';
import type { SiteCheck } from './check-site.ts';

/** What a restore test saw. */
export interface RestoreProof {
  readonly kind: 'lienmach-restore-certificate';
  readonly passed: boolean;
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
  readonly backup: Pick<BackupHead, 'madeAt' | 'program' | 'database' | 'migrations'>;
  readonly restored: {
    readonly at: string;
    readonly seconds: number;
    readonly program: string;
    readonly database: string;
  };
  readonly tables: readonly Pick<TableCount, 'name' | 'rows' | 'checksum'>[];
  readonly check: SiteCheck;
}

export interface Certificate {
  readonly proof: RestoreProof;
  /** PEM of the key that signed, and its SHA-256 for comparing by eye */
  readonly key: string;
  readonly fingerprint: string;
  /** Ed25519 over the JSON text of `proof`, base64 */
  readonly signature: string;
}

const textOf = (proof: RestoreProof): Buffer => Buffer.from(JSON.stringify(proof));
const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

export function signCertificate(proof: RestoreProof, privateKey: KeyObject): Certificate {
  const key = createPublicKey(privateKey);
  return {
    proof,
    key: key.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(key),
    signature: sign(null, textOf(proof), privateKey).toString('base64'),
  };
}

/** @param fingerprint  of the key it must be signed with: a certificate can name any key */
export function isCertificateGenuine({ proof, key, signature }: Certificate, fingerprint: string): boolean {
  const publicKey = createPublicKey(key);
  return (
    fingerprintOf(publicKey) === fingerprint && verify(null, textOf(proof), publicKey, Buffer.from(signature, 'base64'))
  );
}

const number = (value: number): string => value.toLocaleString('vi-VN');
const local = (instant: string): string =>
  new Date(instant).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });

/** The same as a page for people. */
export function certificatePage({ proof, fingerprint, signature }: Certificate): string {
  const { file, backup, restored, check, tables } = proof;
  const { record, audit } = check;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const findings = [...record.findings, ...audit.findings];
  return `BIÊN BẢN KHÔI PHỤC THỬ BẢN SAO LƯU

Kết luận: ${proof.passed ? 'ĐẠT — bản sao lưu khôi phục được trọn vẹn' : 'KHÔNG ĐẠT — không dùng bản sao lưu này'}

Bản sao lưu
  Tệp:               ${file.name} (${number(file.bytes)} byte)
  SHA-256:           ${file.sha256}
  Lập lúc:           ${local(backup.madeAt)}
  Bởi chương trình:  ${backup.program}, PostgreSQL ${backup.database}

Khôi phục thử
  Lúc:               ${local(restored.at)}, hết ${restored.seconds.toFixed(1)} giây
  Bởi chương trình:  ${restored.program}, PostgreSQL ${restored.database}
  Số bảng, số dòng:  ${number(tables.length)} bảng, ${number(rows)} dòng, từng bảng khớp số dòng và tổng kiểm

Kiểm tra sau khôi phục
  Hồ sơ hiện hành:   ${number(record.resources)}, mã băm ${record.sha256}
  Phiên bản cũ:      ${number(record.superseded)}
  Dòng chỉ mục:      ${number(record.indexRows)}, từng dòng đối chiếu với nội dung hồ sơ
  Dẫn chiếu trống:   ${number(record.danglingReferences)}
  Nhật ký truy cập:  ${number(audit.sealed)} dòng đã niêm phong, ${number(audit.unsealedTail)} dòng chưa niêm phong, ${audit.isIntact ? 'nguyên vẹn' : 'KHÔNG nguyên vẹn'}
${findings.length === 0 ? '  Không phát hiện sai lệch.' : findings.map((finding) => `  - ${finding}`).join('\n')}

Dấu vân tay khóa ký: ${fingerprint}
Chữ ký (Ed25519):    ${signature}
`;
}
