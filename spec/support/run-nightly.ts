// Run by spec/recipes/nightly.spec.ts: the nightly job as a process, to be killed.
import { storeExecutors } from "../../examples/recipes/nightly.js";

const [folder = "", ...workGroups] = process.argv.slice(2);
await storeExecutors(workGroups, folder);
