/* Made by `make scripts` of narrative/app/handed.py, which says what each is. Not to be edited. */

export interface AddressData {
  named: Record<string, string | null>;
}

export interface AtlasData {
  story: string | null;
  owner: string;
  title: string;
  path: string | null;
  html: string | null;
  chosen: string | null;
  places: string[];
  still: boolean;
}

export interface CertaintyChoice {
  value: string;
  words: string;
  more?: string;
  doubtful: boolean;
  sign: string;
}

export interface Choice {
  value: string;
  words: string;
  more?: string;
}

export interface CodedLine {
  precision: number;
  code: string;
}

export interface CodedRings {
  precision: number;
  polygons: string[][];
}

export interface Column {
  name: string;
  role: string;
  shown: string[];
}

export interface Draft {
  version: 1;
  slug: string;
  origin: "text" | "file" | "story";
  title: string;
  subtitle: string;
  summary: string;
  language: string;
  source: DraftSource;
  text: string;
  paragraphs: [number, number][];
  headings: DraftHeading[];
  pages: number[];
  bracket: string;
  datelines: DraftDateline[];
  unread: Spot[];
  asides: number[];
  marks: Spot[];
  places: DraftPlace[];
  people: DraftPerson[];
  steps: DraftStep[];
  program: string;
  file: string;
  read_on: string;
  lost: string[];
  look: string[];
  kept: Record<string, any>;
  stand_off: string;
  documents: string;
  files: Record<string, string>;
}

export interface DraftDateline {
  start: number;
  end: number;
  first: number;
  last: number;
  date: string;
  sure: boolean;
}

export interface DraftHeading {
  text: string;
  paragraph: number;
  level: number;
}

export interface DraftLink {
  origin: string;
  destination: string;
  kind: "message" | "journey" | "movement";
  label: string;
  status: "stated" | "reported" | "disputed" | null;
  via: string[];
  along: string | null;
  schematic: boolean | null;
  side: string | null;
  speaker: string | null;
  paragraphs: number[];
  sources: string[];
}

export interface DraftPerson {
  id: string;
  name: string;
  role: string;
  state: "proposed" | "accepted" | "rejected";
  kept: Record<string, any>;
}

export interface DraftPlace {
  id: string;
  title: string;
  state: "proposed" | "accepted" | "rejected";
  certainty: "certain" | "less-certain" | "uncertain";
  reason: string;
  probability: number;
  geometry: Record<string, any> | null;
  guess: string;
  guesses: Guess[];
  near: string;
  description: string;
  kept: Record<string, any>;
}

export interface DraftSource {
  title: string;
  authors: string;
  publication: string;
  date: string;
  provenance: string;
  url: string;
  own: boolean;
  kept: Record<string, any>;
}

export interface DraftStep {
  id: string;
  title: string;
  date: string;
  undated: boolean;
  date_note: string;
  date_as_written: string;
  places: string[];
  unplaced: boolean;
  place_note: string;
  people: string[];
  paragraphs: number[];
  status: "stated" | "reported" | "disputed";
  disputed_by: string[];
  editorial: boolean;
  confirmed: boolean;
  links: DraftLink[];
  text: string;
  kept: Record<string, any>;
}

export interface Extras {
  story: Record<string, string>;
  steps: Record<string, Record<string, string>>;
}

export interface FaultWords {
  where: string;
  message: string;
}

export interface FitOfMap {
  words: string;
  off: number[];
}

export interface FrameData {
  version?: string;
  faults?: FaultWords[];
  story: string;
  title: string;
  steps: string[];
  step: string | null;
  path: string | null;
  html: string | null;
}

export interface Guess {
  id: string;
  name: string;
  lat: number;
  lon: number;
  kind: string;
  country: string;
  region: string;
  probability: number;
}

export interface LineData {
  answer: StudioAnswer;
}

export interface MarkedBlock {
  number: number | null;
  steps: string[];
  runs: (string | MarkedRun)[];
}

export interface MarkedRun {
  text: string;
  form: "toponym" | "demonym" | "person" | "date";
  words: string;
  places: string[];
  person: string | null;
  step: string | null;
}

export interface ReadDate {
  ok: boolean;
  words: string;
  edtf: string;
}

export interface ReadStep {
  date: ReadDate;
  words: number;
}

export interface River {
  precision: number;
  code: string;
  name: string;
}

export interface Sentence {
  kind: string;
  id: string;
  field: string;
  sentence: string;
  warning?: boolean;
}

export interface ShownMedium {
  entry: Record<string, any>;
  type: string;
  picture: boolean;
  missing: string;
}

export interface SourceData {
  story: string;
  language: string;
  verdict: string;
  blocks: MarkedBlock[];
  steps: Record<string, SourceStep>;
  step: string;
}

export interface SourceStep {
  title: string;
  places: string[];
  people: string[];
  paragraphs: number[];
}

export interface Spot {
  start: number;
  end: number;
  form: "toponym" | "demonym" | "person" | "date";
  places: string[];
  person: string | null;
  date: string | null;
  comment: string | null;
  reading: string | null;
  probability: number | null;
  reason: string;
  foreign: boolean;
}

export interface StartData {
  stories: StoryCardWithMap[];
}

export interface StatusChoice {
  value: string;
  words: string;
  more?: string;
  word: string;
  contested: boolean;
}

export interface StatusLook {
  word: string;
  mark: string;
  doubted: boolean;
}

export interface StepInView {
  title: string;
  when: string;
  shows: number[];
}

export interface StepLine {
  id: string;
  title: string;
  when: string;
}

export interface StepTexts {
  title: string;
  date: string;
}

export interface StepsData {
  story: string;
  steps: StepLine[];
  step: string;
}

export interface StoryCardWithMap {
  slug: string;
  title: string;
  subtitle: string;
  summary: string;
  language: string;
  facts: string;
  path: string | null;
  html: string | null;
}

export interface StoryComponentData {
  edition: string;
  html: string;
  title: string;
  height: number;
  step: string | null;
  sandbox: string;
  allow: string;
}

export interface StoryFrameData {
  edition: string;
  html: string;
  title: string;
  height: number;
  step: string | null;
  sandbox: string;
  allow: string;
}

export interface StudioAnswer {
  n: number;
  desk: string;
  lost?: boolean;
  results?: StudioResult[];
  draft?: Draft | null;
  whole?: boolean;
  waits?: boolean;
  read?: Record<string, ReadStep>;
  extras?: Extras;
  media?: Record<string, ShownMedium[]>;
  undo?: boolean;
  redo?: boolean;
}

export interface StudioData {
  most_letters: number;
  most_file: number;
  most_zip: number;
  gazetteer: boolean;
  missing: string;
  imports: string[];
  map: StudioMap;
  vocabulary: Vocabulary;
}

export interface StudioMap {
  land: CodedRings[];
  borders: CodedLine[];
  view: number[][];
}

export interface StudioResult {
  said?: string;
  note?: string;
  waiting?: string;
  discarded?: boolean;
  draft?: Draft;
  read?: Record<string, ReadStep>;
  extras?: Extras;
  media?: Record<string, ShownMedium[]>;
  date?: ReadDate;
  table?: Table | null;
  guesses?: Guess[];
  fit?: FitOfMap;
  towns?: Town[];
  rivers?: River[];
  troubles?: Sentence[];
  points?: Sentence[];
  html?: string;
  file?: string;
  zip?: string;
  type?: string;
  body?: string;
}

export interface Table {
  columns: Column[];
  roles: Choice[];
}

export interface TimelineData {
  stretches: [number, number, number][];
  steps: TimelineStep[];
  jumps: [number, number][];
  moments: [number, string][];
}

export interface TimelineShown {
  timeline: TimelineData;
  texts: Record<string, StepTexts>;
  words: Record<string, string>;
  statuses: Record<string, StatusLook>;
  order: "date" | "told";
  ids: string[];
  step: string | null;
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

export interface Town {
  name: string;
  lat: number;
  lon: number;
}

export interface ViewShown {
  story: string;
  steps: Record<string, StepInView>;
  lines: string[];
  step: string;
}

export interface Vocabulary {
  kinds: Choice[];
  statuses: StatusChoice[];
  certainties: CertaintyChoice[];
  card: number[];
  sure_from: number;
}
