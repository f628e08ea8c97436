/* What the page is made of while it runs, by name: `window.narrativeMap`. Scripts that come later find here what came before them. */

/**
 * @typedef {object} Page
 * @property {import("./stage.js").Stage} stage the map
 * @property {import("./scroller.js").Scroller} scroller
 * @property {import("./order.js").Order} order
 * @property {import("./cards.js").Cards} cards
 * @property {import("./claims.js").Claims} [claims]
 * @property {import("./timeline.js").Timeline} [timeline]
 * @property {import("./still.js").Still} [still] there where the page is a picture
 * @property {import("./follow.js").Follow} follow
 * @property {import("./chooser.js").Chooser} chooser
 * @property {import("./search.js").Search} search
 * @property {import("./papers.js").Papers} [papers]
 * @property {import("./readings.js").Readings} [readings]
 * @property {{kinds: import("./types.d.ts").SheetMaker[], tiles?: (stage: import("./stage.js").Stage, data: import("./handed.d.ts").TilesData, words: Record<string, string>) => void}} drawings
 * @property {(map: L.Map, data: import("./handed.d.ts").StageData) => void} open
 * @property {(map: L.Map, data: import("./handed.d.ts").AtlasStage) => void} atlas
 * @property {(map: L.Map, data: import("./handed.d.ts").PlainData) => void} plain
 * @property {(part: string) => void} arrive
 * @property {() => void} late
 * @property {typeof import("./order.js").Order} Order
 * @property {typeof import("./cards.js").Cards} Cards
 * @property {typeof import("./claims.js").Claims} Claims
 * @property {typeof import("./timeline.js").Timeline} Timeline
 * @property {typeof import("./still.js").Still} Still
 * @property {typeof import("./papers.js").Papers} Papers
 * @property {typeof import("./readings.js").Readings} Readings
 * @property {typeof import("./explorer.js").explore} explore
 * @property {typeof import("./scale.js").measured} measured
 */

const all = /** @type {{narrativeMap?: Page}} */ (/** @type {unknown} */ (globalThis));

/** What is marked as there for certain is there when it is asked for: the rest comes with the page's parts, or not at all. */
export const page = (all.narrativeMap = all.narrativeMap || /** @type {Page} */ ({}));
