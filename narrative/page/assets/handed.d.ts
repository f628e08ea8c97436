/* Made by `make scripts` of narrative/page/handed.py, which says what each is. Not to be edited. */

export interface AreaData {
  id: string;
  tone: ToneData;
  rings: string[];
  precision: number;
  outlined?: boolean;
}

export interface AtlasStage {
  kinds: Record<string, KindLook>;
  statuses: Record<string, StatusLook>;
  doubts: Record<string, DoubtLook>;
  words: Record<string, string>;
  sides: Record<string, string>;
  attribution: string;
  credit: string;
  parts: string[];
  world: World;
  places: PlaceData[];
  views: Record<string, ViewData>;
  whole: ViewData;
  lit: boolean;
  date: string;
}

export interface BackdropData {
  land: Record<string, any>;
  rivers: Record<string, any>;
  names: TownName[];
  closest: number;
  credit: string;
}

export interface BandData {
  of: number;
  points: number[][];
}

export interface BoundaryData {
  code: string;
  precision: number;
  kind: string;
  from: string | null;
  to: string | null;
}

export interface CitingData {
  words: Record<string, string>;
  slug: string;
  forms: Record<string, string>;
  fields: Record<string, string>;
  steps: Record<string, (string | boolean)[]>;
  standings: Record<string, string>;
  tex: Record<string, string>;
}

export interface DoubtLook {
  words: string;
  sign: string;
  open: boolean;
  halo: number;
}

export interface DrawingNamed {
  id: string;
  title: string;
  credit: string;
}

export interface DrawnData {
  words: Record<string, string>;
  steps: Record<string, DrawnUse[]>;
  tiles?: TilesData;
  layers: RegionsData[];
  overlays: OldMapData[];
  flows: FlowData[];
}

export interface DrawnUse {
  id: string;
  only?: number;
  opacity?: number;
}

export interface ExplorerData {
  words: Record<string, any>;
  features: Record<string, Record<string, any>>;
  citing: CitingData;
}

export interface FaceData {
  family: string;
  weight: string;
  style: string;
  data: string;
}

export interface FlowData {
  id: string;
  title: string;
  credit: string;
  unit: string;
  directions: string[];
  most: number;
  chart?: number;
  bands: BandData[];
}

export interface KindLook {
  one: string;
  many: string;
  short: string;
  widths: [number, number];
  head: [number, number];
  dash: [number, number] | number[];
  thin: boolean;
  glyph: string;
  personal: boolean;
}

export interface LabelData {
  name: string;
  also?: string;
  kind: string;
  lonlat: number[];
  min: number;
  max: number;
  from: string | null;
  to: string | null;
}

export interface LevelData {
  name: string;
  from: number;
  bbox: number[];
  precision: number;
  polygons: string[][];
}

export interface LinkData {
  from: string;
  to: string;
  kind: string;
  status: string;
  label: string;
  way?: number[][];
  schematic?: boolean;
  side?: string;
  disputedBy?: string;
}

export interface MapData {
  kinds: Record<string, KindLook>;
  statuses: Record<string, StatusLook>;
  doubts: Record<string, DoubtLook>;
  words: Record<string, string>;
  sides: Record<string, string>;
  attribution: string;
  credit: string;
  parts: string[];
  world: World;
  places: PlaceData[];
}

export interface OldMapData {
  id: string;
  title: string;
  credit: string;
  opacity: number;
  pictures: OldMapPicture[];
}

export interface OldMapPicture {
  bbox: number[];
  size: number[];
  data?: string;
}

export interface OrderData {
  date: number[];
  moved: number[];
}

export interface PapersData {
  words: Record<string, any>;
  steps: Record<string, StepData>;
  links: Record<string, string[][]>;
  shows: Record<string, string>;
  timeline: TimelineData;
  people: Record<string, string[]>;
  places: Record<string, string[]>;
}

export interface PlaceData {
  from?: string;
  to?: string;
  id: string;
  title: string;
  kind: string;
  at: number[];
  certainty: string;
  rank: number;
  hidden: boolean;
  short?: string;
  titles?: TitleData[];
  spots?: number[][];
  lines?: string[];
  other?: boolean;
  water?: boolean;
}

export interface PlainData {
  steps: Record<string, number[][]>;
  shapes?: Record<string, Record<string, any>>;
  backdrop?: BackdropData;
}

export interface ReadingsData {
  chosen: Record<string, string>;
  places: Record<string, string[]>;
  titles: Record<string, string>;
  doubts: Record<string, Record<string, string>>;
  words: Record<string, string>;
}

export interface RegionData {
  of: number | null;
  rings: string[];
}

export interface RegionsData {
  id: string;
  title: string;
  credit: string;
  opacity: number;
  precision: number;
  light: string[];
  dark: string[];
  classes: string[];
  none?: string;
  regions: RegionData[];
}

export interface ReliefData {
  bbox: number[];
  from: number;
  data: string;
}

export interface RiverData {
  code: string;
  precision: number;
  rank: number;
}

export interface RiversData {
  level: string;
  rivers: RiverData[];
}

export interface StageData {
  kinds: Record<string, KindLook>;
  statuses: Record<string, StatusLook>;
  doubts: Record<string, DoubtLook>;
  words: Record<string, string>;
  sides: Record<string, string>;
  attribution: string;
  credit: string;
  parts: string[];
  world: World;
  places: PlaceData[];
  steps: Record<string, StepData>;
  order: OrderData;
}

export interface StatusLook {
  word: string;
  mark: string;
  doubted: boolean;
}

export interface StepData {
  date: string;
  places: string[];
  ways?: string[];
  camera: number[][];
  closest: number;
  framed: boolean;
  links: LinkData[];
}

export interface TilesData {
  url: string;
  name: string;
  attribution: string;
  most: number;
}

export interface TimelineData {
  stretches: [number, number, number][];
  steps: TimelineStep[];
  jumps: [number, number][];
  moments: [number, string][];
}

export interface TimelineStep {
  id: string;
  at: number;
  from: number;
  to: number;
  soft: [number, number];
  kind: string;
  status: string;
  uncertain?: boolean;
  beside?: number | null;
  words?: string;
}

export interface TitleData {
  from?: string;
  to?: string;
  title: string;
}

export interface ToneData {
  colour: string;
  pattern: string;
}

export interface TownName {
  name: string;
  at: number[];
  from: number;
}

export interface ViewData {
  camera: number[][];
  closest: number;
}

export interface World {
  cut: number;
  origin: number[];
}
