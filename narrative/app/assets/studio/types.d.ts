/* Short names for what the studio's scripts work with; what Python hands over stands in ../handed.d.ts. */
import type { CertaintyChoice, Choice, Draft as Handed, Guess, DraftLink, DraftPerson, DraftPlace, DraftStep, Sentence, Spot, StudioAnswer, StudioResult, StudioData, Vocabulary } from "../handed.d.ts";
export type { CertaintyChoice, Choice, Guess, Sentence, Vocabulary };
/** GeoJSON. */
export type Geometry = Exclude<import("geojson").Geometry, import("geojson").GeometryCollection>;
export type Place = Omit<DraftPlace, "geometry"> & { geometry: Geometry | null };
export type Draft = Omit<Handed, "places"> & { places: Place[] };
export type Step = DraftStep;
export type Person = DraftPerson;
export type Link = DraftLink;
export type Mark = Spot;
export type Data = StudioData;
export type Result = StudioResult;
/** Only what changed of the draft comes with an answer. */
export type Answer = Omit<StudioAnswer, "draft"> & { draft?: Partial<Draft> | null };
/** What Python is asked to do: its name, and what it takes. */
export interface Command {
  what: string;
  value?: string;
  title?: string;
  description?: string;
  reason?: string;
  [key: string]: unknown;
}
/** What is told to whoever shows the desk: that it works, a sentence, the parts of the draft that changed. */
export interface Told {
  busy?: boolean;
  said?: string;
  changed?: string[];
}
export type Kind = "Point" | "LineString" | "Polygon";
export interface Drawing {
  kind: Kind;
  points: [number, number][];
}
export type Tab = "places" | "steps" | "story" | "preview" | "take";
export type Child = Node | string | number | false | null | undefined | Child[];
export interface Properties {
  on?: Record<string, (event: any) => void>;
  [attribute: string]: unknown;
}
