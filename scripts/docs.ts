// Makes the API pages in `api/`.
import { install, run } from "./support/programs.js";

install("etc");
run("typedoc", ["--options", "etc/typedoc.json"]);
