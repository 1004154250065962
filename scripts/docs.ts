// Generates the pages in `docs/reference/` from the doc comments.
import { install, run } from "./support/programs.js";

install("etc");
run("typedoc", ["--options", "etc/typedoc.json"]);
