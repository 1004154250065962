/** Does something when it is first asked for, and never again. */
export function lazy<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () => {
    if (loading === undefined) {
      loading = load();
      // Whoever waits for it gets the failure; until then it is nobody's, and must not end the process.
      loading.catch(() => undefined);
    }
    return loading;
  };
}
