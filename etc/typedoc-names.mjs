import { Converter } from "typedoc";

/** Names each page of the reference as its entry point is imported. TypeDoc takes the names of folders. */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      module.name = module.name === "index" ? "athena-executors" : `athena-executors/${module.name}`;
    }
  });
}
