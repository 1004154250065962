/** Draws `docs/session.svg`, the picture of the demo session. Run it with `npx tsx scripts/draw-session.ts`. */
import { writeFileSync } from "node:fs";
import { demoPicture } from "./demo-picture.js";

writeFileSync("docs/session.svg", await demoPicture());
