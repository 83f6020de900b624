/** TypeScript is run as it is, which Node does from 22.18 on. */
export function refuseOldNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  console.error(`Liền Mạch cần Node 22.18 trở lên, đang chạy ${version}. Hãy dùng "npm run …" trong thư mục dự án.`);
  process.exit(1);
}
