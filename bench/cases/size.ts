import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import type { BenchCase } from "../bench-case.js";
import { atMost, exactly } from "../targets.js";

const dist = new URL(".", import.meta.resolve("athena-executors"));

/** What the main entry adds to an application that has the SDK, with p-retry and p-throttle. */
export const size: BenchCase = {
  name: "size",
  title: "the main entry, bundled without the SDK",
  async run() {
    const { outputFiles, metafile } = await bundled();
    const code = outputFiles[0]?.contents ?? new Uint8Array();
    const nodeOnly = Object.keys(metafile.inputs).filter((path) => /dist\/(testing|redis)\//.test(path));
    return {
      columns: [{ key: "kB", title: "kB", digits: 2 }],
      rows: [
        { way: "minified", figures: { kB: [code.length / 1000] } },
        { way: "minified, brotli", figures: { kB: [brotliCompressSync(code).length / 1000] } },
      ],
      targets: [
        atMost("size, minified and brotli, kB", [brotliCompressSync(code).length / 1000], 8),
        exactly("size: modules of testing and redis in it", [nodeOnly.length], 0),
      ],
    };
  },
};

function bundled(): ReturnType<typeof build<{ write: false; metafile: true }>> {
  return build({
    entryPoints: [fileURLToPath(new URL("index.js", dist))],
    external: ["@aws-sdk/*", "@smithy/*"],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    metafile: true,
    write: false,
  });
}
