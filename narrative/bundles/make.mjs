/* Makes the bundles in this folder of the scripts in the rooms' `assets/`: `make scripts`. With --check it writes nothing and names those that are not current.
 *
 * What a bundle is made of stands below; each is minified and committed, so that nobody needs Node to run the app.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOMS = dirname(HERE);

/**
 * `entries` are files of the room's `assets/`, in the order in which they run. A `module` is imported by its host, anything else is a
 * script of its own. What stands in a bundle `before` it, a script takes from `narrativeMap`, where that has put it.
 * @typedef {{room: string, name: string, entries: string[], module?: boolean, before?: string[]}} Bundle
 */

const MAP = ["projection", "camera", "links", "basemap", "scene", "stage", "parts"];
/* What comes with the parts that follow the first view: of the map, and of all that stands beside it. */
const LATE_MAP = [
  "terrain",
  "flying",
  "legend",
  "rows",
  "ways",
  "labels",
  "letters",
  "lettering",
  "graticule",
  "locator",
  "scale",
];
const LATE = [
  ...LATE_MAP,
  ...[
    "keys",
    "order",
    "cards",
    "claims",
    "still",
    "present",
    "timeline",
    "trail",
    "follow",
    "chooser",
    "search",
    "citing",
  ],
  ...["explorer", "papers", "readings", "lists", "everybody"],
];
const AFTER = ["first", "late"];

/** @type {Bundle[]} */
export const BUNDLES = [
  script("early", ["early"]),
  script("former", ["former"]),
  script("plain", ["projection", "camera", "scroller", "keys", "plain"]),
  script("first", [...MAP, "scroller", "main"]),
  script("late", LATE, ["first"]),
  script("runs", ["runs"], ["first"]),
  script("near", ["near"], AFTER),
  script("overview", ["overview"], AFTER),
  script("drawn", ["drawn"], AFTER),
  ...["flows", "regions", "sheets", "tiles"].map((entry) => script(entry, [entry], [...AFTER, "drawn"])),
  script("end", ["late"], AFTER),
  script("media", ["media"]),
  script("atlas", [...MAP, ...LATE_MAP, "near", "atlas"]),
  script("everybody", ["everybody"], ["atlas"]),
  ...["address", "atlas", "frame", "source", "start", "steps", "timeline", "view"].map((entry) => component(entry)),
  component("studio/main"),
  component("studio/line"),
  component("component"),
  { room: "notebooks", name: "widget", entries: ["widget"], module: true },
  { room: "serving", name: "watch", entries: ["watch"] },
];
/* What tests and hosts ask of `narrativeMap` besides (docs/testing.md). */
const ASKED = ["project", "unproject", "flat", "toScreen", "links", "camera", "Citing", "Scroller"];

/**
 * A script of the page.
 * @param {string} name
 * @param {string[]} entries
 * @param {string[]} [before]
 * @returns {Bundle}
 */
function script(name, entries, before = []) {
  return { room: "page", name, entries, before };
}

/**
 * A component of Streamlit's, which imports it.
 * @param {string} entry
 * @returns {Bundle}
 */
function component(entry) {
  return { room: "app", name: entry.replace("/", "-"), entries: [entry], module: true };
}

/**
 * Where a bundle stands: app/studio-main.js.
 * @param {Bundle} bundle
 */
export function fileOf({ room, name }) {
  return join(room, name + ".js");
}

/**
 * What a file of the page imports from others there, and what it asks of them by `page.NAME`.
 * @param {string} entry
 */
function askedBy(entry) {
  const text = readFileSync(join(ROOMS, "page", "assets", entry + ".js"), "utf8");
  const imported = [...text.matchAll(/^import (?:\{([^}]*)\}|\* as \w+) from "\.\/(\w+)\.js";$/gm)];
  const names = imported.flatMap(([, each, from]) =>
    (each ?? "").split(",").map((name) => ({ name: name.trim(), from })),
  );
  return {
    names: names.filter(({ from }) => from !== "page"),
    late: [...text.matchAll(/\bpage\.([A-Z]\w*|explore|measured)\b/g)].map(([, name]) => name),
  };
}

/**
 * The files that a bundle of the page holds: its entries and what they import, but for what stands before it.
 * @param {Bundle} bundle
 * @returns {Set<string>}
 */
function held({ entries, before = [] }) {
  const passed = new Set(before.flatMap((name) => [...held(named(name))]));
  /** @type {Set<string>} */
  const found = new Set();
  const open = [...entries];
  for (let entry = open.shift(); entry; entry = open.shift()) {
    if (found.has(entry) || passed.has(entry)) continue;
    found.add(entry);
    open.push(...askedBy(entry).names.map(({ from }) => from));
  }
  return found;
}

/** @param {string} name */
function named(name) {
  return /** @type {Bundle} */ (BUNDLES.find((each) => each.room === "page" && each.name === name));
}

/**
 * The names that a bundle of the page puts into `narrativeMap` for those that come after it, by the files that export them.
 * @param {Bundle} bundle
 */
function given(bundle) {
  const own = held(bundle);
  const after = BUNDLES.filter((each) => each.before?.includes(bundle.name));
  const asked = after.flatMap((each) => [...held(each)].flatMap((file) => askedBy(file).names));
  const late = new Set(
    (bundle.before ?? []).flatMap((name) => [...held(named(name))].flatMap((file) => askedBy(file).late)),
  );
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { name, from } of asked) if (name && own.has(from)) found.set(name, from);
  for (const file of own) {
    const text = readFileSync(join(ROOMS, "page", "assets", file + ".js"), "utf8");
    for (const [, name] of text.matchAll(/^export (?:class|function|const) (\w+)/gm))
      if (late.has(name) || ASKED.includes(name)) found.set(name, file);
  }
  return new Map([...found].sort());
}

/**
 * A script that runs the entries, then gives what is asked for later.
 * @param {Bundle} bundle
 */
function entryOf(bundle) {
  const lines = bundle.entries.map((entry) => `import "./${entry}.js";`);
  if (bundle.room !== "page" || bundle.name === "early") return lines.join("\n");
  const names = given(bundle);
  for (const [name, file] of names) lines.push(`import { ${name} } from "./${file}.js";`);
  if (names.size)
    lines.push('import { page } from "./page.js";', `Object.assign(page, { ${[...names.keys()].join(", ")} });`);
  return lines.join("\n");
}

/**
 * For esbuild: what stands in an earlier bundle is taken from `narrativeMap`.
 * @param {Bundle} bundle
 * @returns {import("esbuild").Plugin}
 */
function earlier(bundle) {
  const passed = new Set((bundle.before ?? []).flatMap((name) => [...held(named(name))]));
  const asked = [...held(bundle)].flatMap((file) => askedBy(file).names).filter(({ from }) => passed.has(from));
  const names = [...new Set(asked.map(({ name }) => name))].filter(Boolean).sort();
  return {
    name: "earlier",
    setup(made) {
      made.onResolve({ filter: /^\.\/\w+\.js$/ }, ({ path }) =>
        passed.has(path.slice(2, -3)) && path !== "./page.js" ? { path: "earlier", namespace: "earlier" } : null,
      );
      made.onLoad({ filter: /.*/, namespace: "earlier" }, () => ({
        contents: `export const { ${names.join(", ")} } = window.narrativeMap;`,
      }));
    },
  };
}

/**
 * The text of a bundle.
 * @param {Bundle} bundle
 * @returns {Promise<string>}
 */
export async function bundled(bundle) {
  const { room, entries, module } = bundle;
  const folder = join(ROOMS, room, "assets");
  const made = await build({
    ...(module
      ? { entryPoints: [join(folder, entries[0] + ".js")] }
      : { stdin: { contents: entryOf(bundle), resolveDir: folder } }),
    plugins: room === "page" ? [earlier(bundle)] : [],
    bundle: true,
    minify: true,
    charset: "utf8",
    format: module ? "esm" : "iife",
    target: "es2022",
    banner: module
      ? { js: `/* Made of narrative/${room}/assets/${entries[0]}.js by make scripts. */` }
      : {} /* Streamlit takes one line for a path */,
    legalComments: "none",
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const { metafile, outputFiles } =
    /** @type {{metafile: import("esbuild").Metafile, outputFiles: import("esbuild").OutputFile[]}} */ (made);
  foreign(Object.keys(metafile.inputs));
  return outputFiles[0].text;
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
