// Run by spec/recipes/nightly.spec.ts. Runs the nightly job in a process that the spec kills.
import { storeExecutors } from "../../examples/recipes/nightly.js";

const [folder = "", ...workGroups] = process.argv.slice(2);
await storeExecutors(workGroups, folder);
