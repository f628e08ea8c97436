/* Makes the bundles in this folder of the scripts in the rooms' `assets/`: `make scripts`. With --check it writes nothing and names those that are not current.
 *
 * What a bundle is made of stands below; each is minified and committed, so that nobody needs Node to run the app.
 */
import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOMS = dirname(HERE);

/**
 * A bundle: the file that it begins with, in a room's `assets/`; a module where a host imports it, else a script of its own.
 * @typedef {{room: string, entry: string, module: boolean}} Bundle
 */

/** @type {Bundle[]} */
export const BUNDLES = [
  ...["address", "atlas", "frame", "source", "start", "steps", "timeline", "view"].map((entry) => component(entry)),
  component("studio/main"),
  component("studio/line"),
  { room: "serving", entry: "watch", module: false },
];

/**
 * A component of Streamlit's, which imports it.
 * @param {string} entry
 * @returns {Bundle}
 */
function component(entry) {
  return { room: "app", entry, module: true };
}

/**
 * Where a bundle stands: app/studio-main.js.
 * @param {Bundle} bundle
 */
export function fileOf({ room, entry }) {
  return join(room, entry.replace("/", "-") + ".js");
}

/**
 * The text of a bundle.
 * @param {Bundle} bundle
 * @returns {Promise<string>}
 */
export async function bundled({ room, entry, module }) {
  const made = await build({
    entryPoints: [join(ROOMS, room, "assets", entry + ".js")],
    bundle: true,
    minify: true,
    charset: "utf8",
    format: module ? "esm" : "iife",
    target: "es2022",
    banner: module
      ? { js: `/* Made of narrative/${room}/assets/${entry}.js by make scripts. */` }
      : {} /* Streamlit takes one line for a path */,
    legalComments: "none",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  foreign(Object.keys(made.metafile.inputs));
  return made.outputFiles[0].text;
}

/**
 * What others wrote goes into a bundle only when package.json lists it as a dependency: `make licences` lists those.
 * @param {string[]} files
 */
function foreign(files) {
  const known = Object.keys(JSON.parse(readFileSync(join(ROOMS, "..", "package.json"), "utf8")).dependencies ?? {});
  for (const file of files) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
    if (name && !known.includes(name)) throw new Error(`${name} is bundled and no dependency of package.json.`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const late = [];
  for (const bundle of BUNDLES) {
    const path = join(HERE, fileOf(bundle));
    const text = await bundled(bundle);
    let before = "";
    try {
      before = readFileSync(path, "utf8");
    } catch {
      /* a new one */
    }
    if (before === text) continue;
    late.push(fileOf(bundle));
    if (process.argv.includes("--check")) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (late.length && process.argv.includes("--check")) {
    console.error(`Not current: ${late.join(", ")}. \`make scripts\` makes them anew.`);
    process.exit(1);
  }
}
