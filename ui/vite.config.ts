import { cpSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const OUT = path("../server/bulletproof/static");

/** The assets of /docs and /redoc: FastAPI's pages ask a CDN for them, and a stage has no internet. */
function offlineDocs(): Plugin {
  const assets = [
    "swagger-ui-dist/swagger-ui-bundle.js",
    "swagger-ui-dist/swagger-ui.css",
    "redoc/bundles/redoc.standalone.js",
  ];
  return {
    name: "offline-docs",
    apply: "build",
    writeBundle() {
      mkdirSync(`${OUT}/docs`, { recursive: true });
      for (const asset of assets) {
        cpSync(path(`node_modules/${asset}`), `${OUT}/docs/${asset.split("/").at(-1)}`);
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), offlineDocs()],
  resolve: { alias: { "@": path("src") } },
  build: { outDir: OUT, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": { target: "http://127.0.0.1:8080", ws: true } } },
  test: { environment: "jsdom", setupFiles: ["src/test/setup.ts"], restoreMocks: true },
});
