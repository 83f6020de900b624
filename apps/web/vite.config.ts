import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run build:web`: hashed files below `/web`, one page beside them; apps/server serves both. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  publicDir: false,
  build: {
    outDir: 'dist',
    assetsDir: 'web',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2023',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  server: {
    proxy: Object.fromEntries(
      ['/fhir', '/oauth2', '/sign-in', '/sign-out', '/site', '/session', '/events', '/readyz', '/assets'].map(
        (path) => [path, 'http://127.0.0.1:8080'],
      ),
    ),
  },
});
