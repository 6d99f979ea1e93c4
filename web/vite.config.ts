import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { VantResolver } from '@vant/auto-import-resolver';
import components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The two entries: each has its own address, its own bundle and its own component kit. */
const apps = {
  desk: { base: '/admin/', out: 'dist/admin', resolver: ElementPlusResolver({ importStyle: 'css' }) },
  public: { base: '/p/', out: 'dist/p', resolver: VantResolver() },
};

const name = process.env['APP'] === 'public' ? 'public' : 'desk';
const app = apps[name];
const server = process.env['WEICHENG'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: here(`src/entries/${name}`),
  base: app.base,
  publicDir: here('static'),
  cacheDir: here(`node_modules/.vite-${name}`),
  resolve: { alias: { '@': here('src') } },
  plugins: [
    vue(),
    components({
      dirs: [],
      dts: here(`src/entries/${name}/components.d.ts`),
      resolvers: [app.resolver],
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: here(app.out),
    emptyOutDir: true,
    target: ['chrome87', 'safari14'],
    cssTarget: ['chrome87', 'safari14'],
    assetsInlineLimit: 2048,
    sourcemap: false,
    // The desk's size is held by `npm run size`, gzipped and by first load.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': server, '/healthz': server, '/photos': server } },
});
