import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * `vite build` makes the tab for a tenant, `vite build --mode sandbox` the one that also accepts the sandbox's host page.
 * Which of the two a build is, is decided here and compiled in; nothing at run time can turn one into the other.
 */
export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  base: '/tab/',
  plugins: [react()],
  build: {
    outDir: mode === 'sandbox' ? '../../dist/tab-sandbox' : '../../dist/tab',
    emptyOutDir: true,
    // A module preload polyfill would be an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What several pages need travels in one file: forty small ones cost more time than they save bytes.
        codeSplitting: { groups: [{ name: 'shared-parts', minShareCount: 3 }] },
      },
    },
  },
}));
