import { defineConfig } from 'vite'

/** Bundles the explorer with its editor and workers, so that it loads nothing from any other address. */
export default defineConfig({
  base: '/explore/',
  build: {
    outDir: '../dist/explore',
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 8_000,
  },
  worker: { format: 'es' },
})
