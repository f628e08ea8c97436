/* What the page uses of Leaflet 1.9.3 that its types do not tell, and what it keeps on the map. */
import "leaflet";

declare module "leaflet" {
  interface Map {
    _loaded?: boolean;
    _stop(): this;
    /** What is called at the end of the flight that is under way. */
    _flightEnd?: (() => void) | null;
  }
  interface ZoomPanOptions {
    noMoveStart?: boolean;
  }
  interface ZoomOptions {
    reset?: boolean;
  }
}
