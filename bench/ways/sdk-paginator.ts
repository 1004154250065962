import { paginateListExecutors } from "@aws-sdk/client-athena";
import { PAGE_SIZE } from "../service/session.js";
import { pageByPage, type Way } from "./way.js";

// Each listing needs a new input, because the paginator writes into it.
const list = pageByPage((client, SessionId) => paginateListExecutors({ client, pageSize: PAGE_SIZE }, { SessionId }));

export const sdkStandard: Way = { name: "SDK paginator, standard retry", list };

export const sdkAdaptive: Way = { name: "SDK paginator, adaptive retry", retryMode: "adaptive", list };
