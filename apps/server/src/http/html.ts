const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is safe between tags and inside quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

export interface Page {
  readonly title: string;
  readonly siteName: string;
  readonly isDemo: boolean;
  /** trusted markup: every value in it went through escapeHtml */
  readonly main: string;
  readonly script?: string;
}

/** The frame of every page the server itself shows; the clinical web has its own. */
export function htmlPage({ title, siteName, isDemo, main, script }: Page): string {
  const banner = isDemo ? '<p class="demo" role="note">BẢN THỬ — dữ liệu giả, không dùng để khám chữa bệnh</p>' : '';
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Liền Mạch</title>
<link rel="stylesheet" href="/assets/page.css">
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
${script === undefined ? '' : `<script type="module" src="/assets/${script}"></script>`}
</head>
<body>
${banner}
<header><a class="mark" href="/"><img src="/assets/mark.svg" alt="" width="32" height="32"><span>Liền Mạch</span></a>
<span class="site">${escapeHtml(siteName)}</span></header>
<main>${main}</main>
</body>
</html>
`;
}
