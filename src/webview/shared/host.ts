import * as v from "valibot";

/** The page's one line to the host: `post` sends a message, the state outlives the page's being thrown away. */
export interface Host<Out> {
  readonly post: (message: Out) => void;
  readonly readState: () => unknown;
  readonly writeState: (state: unknown) => void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/**
 * Returns the line to the host. What the host says is parsed with `schema` and handed to `receive`;
 * a message of another shape is ignored. To be called once a page: the API may be acquired once.
 */
export function connectHost<Out, Schema extends v.GenericSchema>(
  schema: Schema,
  receive: (message: v.InferOutput<Schema>) => void,
): Host<Out> {
  const api = acquireVsCodeApi();
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    const parsed = v.safeParse(schema, event.data);
    if (parsed.success) receive(parsed.output);
    // oxlint-disable-next-line no-console -- a fault of ours; the developer tools of the page are the only place left to say it.
    else console.error("A message of another shape was ignored:", v.flatten(parsed.issues));
  });
  return {
    post: (message) => api.postMessage(message),
    readState: () => api.getState(),
    writeState: (state) => api.setState(state),
  };
}
