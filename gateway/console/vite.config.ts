import { defineConfig } from 'vite'

/** Bundles the console, so that it loads nothing from any other address. The manifest tells its test what the first page loads. */
export default defineConfig({
  base: '/console/',
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    manifest: true,
    // Styles, pictures and fonts stay files: an address of `data:` is refused by the page's policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
})
