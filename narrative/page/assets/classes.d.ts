/* What the classes of the page hold besides their methods: fields, and the methods that later scripts give them (named behind each). */
import type { KindLook, DoubtLook, StageData, StatusLook, MapData, RiverData, AreaData, ReliefData, LabelData, FaceData } from "./handed.d.ts";
import type { Affine, Area, BaseLabel, Boundary, Box, Command, DrawnLink, Entry, Exit, Ground, Group, Ids, Land, Lettered, Level, Link, NumberedWay, Paper, Payload, Picture, Place, Plan, Point, Ring, Rows, Screen, State, Step, Telling, View, Words } from "./types.d.ts";

/** What a map shows: a story's steps, or the views of an atlas. */
export type StageState = Omit<MapData, never> & { steps: Record<string, Step>; order: StageData["order"] };
/** Boxes that lettering keeps clear of; a soft one where it can. */
export type Reserved = Box[];

declare module "./stage.js" {
  interface Stage {
    map: L.Map;
    data: StageState;
    always: Ids;
    dated: MapData["places"];
    /** Parts of the page that are on their way. */
    pending: string[];
    basemap: import("./basemap.js").Basemap;
    scene: import("./scene.js").Scene;
    explored: boolean;
    /** The step that is shown. */
    id: string;
    lastDone: () => void;
    token: number;
    atRest: (() => void) | null;
    lettering: number | null;
    furniture: HTMLElement;
    legend: HTMLElement;
    foot: HTMLElement;
    credit: HTMLElement;
    drawing: number | null;
    /** drawn.js */
    drawings?: import("./drawn.js").Drawings;
    /** scale.js */
    measures?: () => void;
    /** parts.js */
    receive(payload: Payload, done: () => void, set: () => void): void;
    /** legend.js */
    lights(state: State): MapData["places"];
    tools(): void;
    worded(words: Record<string, string[][]>): void;
    typeset(faces: FaceData[], done: () => void, set: () => void): void;
    keyed(): void;
  }
}

declare module "./basemap.js" {
  interface Basemap {
    map: L.Map;
    levels: Level[];
    boundaries: Boundary[];
    areas: Area[];
    state: State;
    canvas: HTMLCanvasElement;
    colours: Record<string, string>;
    patterns: Record<string, CanvasPattern>;
    ratio: number;
    flying: boolean;
    /** Drawn when all parts have come. */
    waiting: boolean;
    drawn: string | null;
    due: [number, Affine][];
    pictures: Picture[] | null;
    left: HTMLCanvasElement | null;
    reliefs: { image: HTMLImageElement; from: number; bounds: Box }[];
    landed: string;
    land: Rows;
    pieces: Record<string, Rows>;
    later: ReturnType<typeof setTimeout> | undefined;
    /** terrain.js */
    leave(): void;
    depart(view: View): void;
    picture(screen: Affine, size: Point): Picture;
    compose(screen: Affine, size: Point): boolean;
    pattern(kind: string, colour: string): CanvasPattern;
    ground(screen: Screen, size: Point): Ground;
    addRivers(name: string, rivers: RiverData[]): void;
    addAreas(areas: AreaData[]): void;
    addRelief(relief: ReliefData, then: () => void): void;
  }
}

declare module "./scene.js" {
  interface Scene {
    map: L.Map;
    places: Record<string, Entry>;
    standing: Entry[];
    links: DrawnLink[];
    words: Words;
    kinds: Record<string, KindLook>;
    doubts: Record<string, DoubtLook>;
    baseLabels: BaseLabel[];
    progress: number;
    hovered: string | null;
    foot: number;
    svg: SVGSVGElement;
    layers: Record<string, SVGGElement>;
    state: State;
    present: Ids;
    flying: boolean;
    lettered: Lettered[];
    /** The view that a flight leads to. */
    bound: View | null;
    /** Where a flight began, and whether the layers have been moved since. */
    from: Screen | null;
    moved: boolean;
    watching: boolean;
    /** What the trail adds to the state (trail.js). */
    kept: Ids;
    found: import("./near.js").Sought;
    /** What near.js gathered for last. */
    asked: string;
    askedOf: Ids;
    onOpen?: (id: string, opener: Element) => void;
    onHover?: (id: string | null) => void;
    onStep?: (id: string) => void;
    onShow: (() => void) | null;
    reserved: (size: Point) => Reserved;
    ground: (screen: Screen, size: Point) => Ground;
    /** lettering.js */
    exit(id: string, place: Point, screen: Screen, size: Point): Exit & { sign: string };
    addLines(lines: Record<string, string[]>): void;
    addLabels(labels: LabelData[]): void;
    watch(): void;
    /** near.js */
    sought(): import("./near.js").Sought;
  }
}

declare module "./scroller.js" {
  interface Scroller {
    all: HTMLElement[];
    sections: HTMLElement[];
    steps: string[];
    slug: string;
    view: Pick<import("./stage.js").Stage, "show">;
    onStep: (id: string, index: number) => void;
    onRest: (id: string, index: number) => void;
    choices: () => object;
    onHidden: (id: string) => void;
    band: () => number;
    current: string;
    turn: number;
    pinned: boolean;
    put: number;
    late: Command[];
    spot: Place | null;
    still: boolean;
    known: string;
    lit?: HTMLElement;
    written: string;
    /** keys.js */
    key(event: KeyboardEvent): void;
    obey(): void;
    /** order.js */
    arrange(ids: string[], kept: Ids | null): void;
    /** papers.js */
    retell(sections: import("./papers.js").Section[], id: string): void;
    /** runs.js */
    near: Element[];
  }
}

declare module "./timeline.js" {
  interface Timeline {
    data: Telling;
    whole: Telling;
    words: Words;
    statuses: Record<string, StatusLook>;
    scroller: { current: string | null; steps: string[]; go: (id: string, how: object) => unknown };
    order: { name: string; turn?: () => void };
    texts?: Record<string, { title: string; date: string }>;
    line: HTMLElement;
    turn: HTMLElement | null;
    papers: Paper[];
    svg: SVGSVGElement;
    index: Record<string, number>;
    plan: Plan | null;
    hovered: number | null;
    due: number | null;
    size: number[] | null;
    /** How much larger letters are. */
    k: number;
    read: Ids;
    readOf: string[];
    /** What stands in the line already, by its row: [left, right]. */
    taken: Record<"axis" | "head", number[][]>;
    live: Record<"far" | "span" | "under" | "over" | "texts", SVGGElement>;
    made: { plan: Plan; read: string[] } | null;
    family: string;
    spans: SVGGElement;
    signs: SVGGElement;
    bars: (SVGElement | null)[];
    marks: SVGElement[];
    present: number | null;
    sheet: Paper | null;
    held: boolean;
    far: string | false | null | undefined;
    /** overview.js */
    closer: number;
    strip: ((day: number) => number) | null;
    wholly: { of: Telling; width: number; x: (day: number) => number; d: string } | null;
    overview(plan: Plan, svg: SVGElement): void;
    wide(width: number): (day: number) => number;
    beyond(event: PointerEvent, held?: boolean): string | null;
    zoom(by: number): void;
  }
}

declare module "./cards.js" {
  interface Cards {
    opener?: HTMLElement;
    /** What can be done with a card (explorer.js). */
    more?: (copy: HTMLElement, target: string) => void;
  }
}

declare module "./claims.js" {
  interface Claims {
    shown: string | null;
    opener: HTMLElement | null;
    left: { step: string; spot: Place | null } | null;
  }
}

declare module "./order.js" {
  interface Order {
    ids: Record<string, string[]>;
    kept: Ids | null;
    entries: Record<string, HTMLAnchorElement> | null;
    now?: HTMLAnchorElement;
  }
}

declare module "./follow.js" {
  interface Follow {
    read: import("./types.d.ts").Known | null | undefined;
    box: HTMLElement;
    who: HTMLElement;
  }
}

declare module "./chooser.js" {
  interface Chooser {
    box: HTMLDialogElement | null;
    sum: HTMLElement;
    all: HTMLButtonElement;
  }
}

declare module "./trail.js" {
  interface Trail {
    groups: Group[] | null;
    places: string[];
    present: string;
    layer: SVGGElement;
    badges: SVGGElement;
    reserved: (size: Point) => Reserved;
  }
}

declare module "./search.js" {
  interface Search {
    steps: import("./types.d.ts").FoundStep[] | null;
    named: import("./types.d.ts").NamedEntry[];
    hits: import("./types.d.ts").Hit[];
    box: HTMLDialogElement;
    field: HTMLInputElement;
    list: HTMLElement;
    status: HTMLElement;
    from: Element | null;
    scroller: import("./scroller.js").Scroller;
    cards: import("./cards.js").Cards;
    follow: import("./follow.js").Follow;
    words: Words;
  }
}

declare module "./citing.js" {
  interface Citing {
    data: import("./handed.d.ts").CitingData;
    cards: import("./cards.js").Cards;
    scroller: import("./scroller.js").Scroller;
    words: Words;
    statement: string | null;
  }
}

declare module "./papers.js" {
  interface Papers {
    stage: import("./stage.js").Stage;
    scroller: import("./scroller.js").Scroller;
    order: import("./order.js").Order;
    data: import("./handed.d.ts").PapersData;
    /** The telling by the source, while the documents tell. */
    source: {
      sections: import("./papers.js").Section[];
      ids: Record<string, string[]>;
      moved: string[];
      timeline?: Telling;
      known?: import("./types.d.ts").Known;
      told?: string[];
    };
    sections: import("./papers.js").Section[];
    buttons: HTMLElement[];
    shelf: HTMLElement;
    chip: HTMLElement;
  }
}

declare module "./readings.js" {
  interface Readings {
    stage: import("./stage.js").Stage;
    scroller: import("./scroller.js").Scroller;
    data: import("./handed.d.ts").ReadingsData;
    ids: string[];
    own: Record<string, string>;
  }
}

declare module "./still.js" {
  interface Still {
    number: Element;
  }
}

declare module "./drawn.js" {
  interface Drawings {
    step: string;
  }
}
