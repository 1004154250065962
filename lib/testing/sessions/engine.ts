/** The engine that every session of the endpoint claims to run. */
export const engineVersion = "PySpark engine version 3";

/** DPU sizes; those of coordinator and executor are the defaults of the documentation. */
export const engineConfiguration = { CoordinatorDpuSize: 1, MaxConcurrentDpus: 20, DefaultExecutorDpuSize: 1 } as const;
