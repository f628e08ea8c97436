/* Names for what the page's scripts hand to each other; what Python hands over stands in handed.d.ts. */
import type { BoundaryData, DrawnData, DrawnUse, FaceData, LabelData, LevelData, LinkData, PlaceData, ReliefData, RiverData, AreaData, StatusLook, StepData, TimelineData, TimelineStep, ToneData } from "./handed.d.ts";

/** On the map's plane (degrees of longitude at the equator), or in pixels of the frame. */
export interface Point { x: number; y: number }
/** [left, top, right, bottom] */
export type Box = number[];
/** Longitude and latitude in degrees. */
export type LonLat = number[];
/** [x0, y0, x1, y1, …] */
export type Ring = number[];
/** Spans of pixels, [x0, x1, …], for each row of them; see rows.js. */
export type Rows = number[][];
export type Ids = Record<string, boolean>;
export type Words = Record<string, any>;

export interface View { center: { lat: number; lng: number }; zoom: number }
/** From the plane to pixels. */
export interface Affine { scale: number; x: number; y: number }
export interface Screen extends Affine { pixel: (point: Point) => Point }

export interface Curve { points: Point[]; at: number[]; span: number }
/** Where a curve leaves the frame. */
export interface Exit { x: number; y: number; dx: number; dy: number; leaves?: boolean; sign?: string }

export type Link = LinkData & { way: LonLat[]; words?: string; disputedWords?: string };
export type Step = Omit<StepData, "links"> & { links: Link[] };
/** What the map shows at a step. */
export interface State { date: string; lit: Ids; present: Ids; links: Link[] }

export interface Face { 0: number; 1: string; 2: string; 3: number }
/** Words as they are set: in lines, so large; all in pixels. */
export interface Form { lines: string[]; px: number; line: number; width: number; height: number }
export interface Size { width: number; height: number }
export type Anchor = "start" | "middle" | "end";
/** A place for a form: what it costs; with a leader `to` the thing named, `from` the words. */
export interface Spot { form: Form; box: Box; anchor: Anchor; cost: number; to?: Point; from?: Point; leader?: () => number }
/** What is to be lettered; the way of looking for a place says what it needs besides. */
export interface Item {
  kind: "point" | "free" | "line" | "edge" | "area";
  forms: Form[];
  x: number;
  y: number;
  must?: boolean;
  gap: number;
  off?: number;
  fixed?: boolean;
  area?: boolean;
  way: Point[];
  ends: Point[];
  rows: Rows;
  groups: Form[][];
  dot?: Box | false;
  foreign?: (box: Box) => number;
  done: (spot: Spot) => void;
}
export interface Room { size: Point; blocked: Rows; land: Rows; names: Rows; named: { id: string; rows: Rows }[] }

/** A place of the scene, with its element where it has one. */
export interface Entry {
  data: PlaceData;
  index: number;
  at: Point;
  spots: Point[];
  lines: Ring[] | null;
  box?: Box;
  node: SVGGElement;
  inners: SVGGElement[];
  casing: SVGPathElement;
  path: SVGPathElement;
  leader: SVGPathElement;
  label: SVGTextElement;
  named: string;
  title: string;
  beyond: boolean;
  away: boolean;
  visible: boolean;
  aside: Point | null;
  dots: Point[];
  x: number;
  y: number;
  sign: string;
  leaves: boolean;
  stand: Point | null;
  shift: { dx: number; dy: number; led: boolean } | null;
}
/** A link of the scene. */
export interface DrawnLink {
  data: Link;
  bent: number;
  way: Point[];
  path: SVGPathElement;
  grain: SVGPathElement;
  label: SVGTextElement;
  sign: SVGGElement;
  say: () => void;
  curve: Curve;
  top: Point;
  shift: { dx: number; dy: number } | null;
  seen: (Point & { reach: number })[];
}
export interface BaseLabel extends LabelData { at: Point }
/** What moves with the map: an element at a point of the plane, and so many pixels beside it. */
export interface Lettered { node: SVGElement; at: Point; dx: number; dy: number }

/** Land as it is drawn; `shores` by the step of their simplification. */
export interface Land {
  fill: Path2D;
  coast: Path2D;
  bounds: Box;
  runs: Ring[];
  shores: Record<number, Path2D>;
  rings: Ring[];
}
export interface Line { path: Path2D; bounds: Box; points: Ring }
export interface Boundary extends Line { from: string; to: string; kind: string }
export interface River extends Line { rank: number }
export interface Level { name: string; from: number; box: Path2D; bounds: Box; first: boolean; land: Land[]; rivers: River[] }
export interface Area { id: string; tone: ToneData; outlined?: boolean; path: Land }
export interface Picture { canvas: HTMLCanvasElement; screen: Affine }
/** What names must know of. */
export interface Ground { land: Rows; areas: Record<string, Rows>; lines: Ring[] }

/** A part of the page that comes after its first view: of these what it has. */
export type Payload = Partial<LevelData & ReliefData> & {
  level?: string;
  rivers?: RiverData[];
  areas?: AreaData[];
  lines?: Record<string, string[]>;
  boundaries?: BoundaryData[];
  links?: Record<string, string[][]>;
  labels?: LabelData[];
  faces?: FaceData[];
  claims?: Words;
  timeline?: TimelineData;
  still?: string;
  explorer?: import("./handed.d.ts").ExplorerData;
  papers?: import("./handed.d.ts").PapersData;
  readings?: import("./handed.d.ts").ReadingsData;
};

/** How a step is made the one being read. */
export interface How { still?: boolean; quiet?: boolean | string | null; requestId?: unknown }
/** Where the reader is: a block of the text and how much of it has passed, and how far the step still is below. */
export interface Place { node: Element; step: HTMLElement; part: number; below: number }
/** What an embedding page asks. */
export interface Command { target?: string; version?: number; type?: string; step?: any; requestId?: unknown }

export type Kind = "people" | "places";
export type Chosen = Record<Kind, string[]>;
export type Known = Record<Kind, Record<string, { name: string; steps: Ids }>>;
/** A link that is followed, with the step that tells it. */
export interface Way { step: string; data: Link }
export interface NumberedWay extends Way { number: number; title: string }
/** Links that go the same way by the same means. */
export interface Group {
  key: string;
  from: string;
  to: string;
  ends: LonLat[];
  way: LonLat[];
  kind: string;
  links: NumberedWay[];
  present: boolean;
  bent: number;
  path: SVGPathElement;
  badge: SVGGElement;
  rect: SVGRectElement;
  text: string;
  width: number;
  box: Box | null;
}

/** A text folded for comparing: where in the text each of its letters stands, and where it ends. */
export interface Folded { text: string; at: number[]; end: number }
export interface NamedEntry {
  target: string;
  kind: string;
  name: string;
  modern: string;
  about: string;
  names: { name: string; folded: string }[];
  steps: Ids;
}
export interface FoundStep {
  id: string;
  kind?: string;
  number: number;
  when: string;
  title: string;
  texts: string[];
  heading: Folded;
  bodies: Folded[];
}
export interface Hit {
  kind: string;
  target: string;
  title: string;
  cost: number;
  number: number;
  when: string;
  marked?: number[];
  parts?: string[];
  modern: string;
  matched: string;
  i: number;
  entry: NamedEntry;
}

/** A telling, or a stretch of one. */
export interface Telling extends TimelineData {
  first?: number;
  last?: number;
  asked?: string;
  of?: Telling;
  ordered?: { order: number[]; rank: Record<string, number> };
}
/** A stretch of time as it is drawn; pixels, and pixels for a day. */
export interface Stretch { from: number; to: number; left: number; right: number; scale: number }
export interface Mark { step: TimelineStep; half: number; left: number; right: number; bar: boolean; lane: number; x: number; y: number }
/** Where everything stands in a time line of some size. */
export interface Plan {
  width: number;
  height: number;
  big: boolean;
  r: number;
  axis: number;
  row: number;
  top: number;
  head: number;
  font: number;
  statuses: Record<string, StatusLook>;
  marks: Mark[];
  parts: Stretch[];
  x: (day: number) => number;
  asked?: string;
  widths?: Record<string, number>;
}
/** A document beside the telling. */
export interface Paper { id: string; at: number; title: string; of: string[]; x: number }

/** A drawing of the author's on the map. */
export interface Sheet {
  id: string;
  /** What it waits for before it can be photographed. */
  ready?: Promise<unknown>;
  /** As a step shows it, or not at all. */
  show(use: DrawnUse | null): void;
  draw(screen: Screen, size: Point): void;
  /** Write on it where nothing stands, and say what stands there now. */
  letter?(taken: Box[]): void;
  /** Its part of the panel. */
  rows(parent: HTMLElement, use: DrawnUse): void;
}
export type SheetMaker = (stage: import("./stage.js").Stage, data: DrawnData) => Sheet[];
/** A band of a flow in the view. */
export interface Band { of: number; path: SVGPathElement; at: Point[]; strengths: number[]; spots: Point[]; sides: Point[] }
/** A picture of an old map: pixels for a unit of the plane, to the right and downward. */
export interface SheetLevel { image: HTMLImageElement; at: Point; size: number[]; scale: number; down: number }
