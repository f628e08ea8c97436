/* The last of the scripts that come after the first view (see LATE in narrative/scroller.py). */
import { page } from "./page.js";

page.late();
