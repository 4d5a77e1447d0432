import * as v from "valibot";
import { formMembers } from "../core/request/members.ts";
import { guardrailsViewSchema, modelsViewSchema } from "./models.ts";

/** A place in the body's own text: 0-based line, 0-based UTF-16 column. Line ends do not count. */
const place = v.object({
  line: v.pipe(v.number(), v.integer(), v.minValue(0)),
  character: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type Place = v.InferOutput<typeof place>;

const bodyChange = v.object({ from: place, to: place, insert: v.string() });
/** Replace from..to (places in the text before any of the message's changes) by `insert`. */
export type BodyChange = v.InferOutput<typeof bodyChange>;

/** What a member of the file may be set to by the form; null takes the member out. */
const memberValue = v.nullable(v.string());

/** What the user does to the request in the form. */
const formEdit = v.variant("type", [
  /** Members that change together are one change of the file, which one undo takes back. */
  v.object({
    type: v.literal("set"),
    values: v.array(v.tuple([v.picklist(formMembers), memberValue])),
  }),
  v.object({ type: v.literal("setMetadata"), pairs: v.array(v.tuple([v.string(), v.string()])) }),
  /**
   * `revision` is that of the last `body` message the page has taken in, `edit` the number of this edit. The host takes
   * in no edit of an older text: the page sends it again upon the newer one, which is on its way.
   */
  v.object({
    type: v.literal("editBody"),
    revision: v.number(),
    edit: v.number(),
    changes: v.array(bodyChange),
  }),
]);
export type FormEdit = v.InferOutput<typeof formEdit>;

/** What the form says to the host. Everything is parsed before it is believed. */
export const formToHost = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  formEdit,
  /**
   * Everything that is typed and not sent yet, at each keystroke. The host makes these edits only where the page is
   * hidden, closed or reloaded before it has sent them.
   */
  v.object({ type: v.literal("unsent"), edits: v.array(formEdit) }),
  /** Gives a request that has none an empty body. */
  v.object({ type: v.literal("addBody") }),
  v.object({ type: v.literal("flushed"), id: v.number() }),
  v.object({
    type: v.literal("invoke"),
    streaming: v.optional(v.boolean()),
    anyway: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal("cancel") }),
  v.object({ type: v.literal("save") }),
  v.object({ type: v.literal("undo") }),
  v.object({ type: v.literal("redo") }),
  v.object({ type: v.literal("applyFix"), problem: v.number() }),
  v.object({ type: v.literal("insertStarter") }),
  v.object({ type: v.literal("formatBody") }),
  v.object({ type: v.literal("connect") }),
  v.object({ type: v.literal("switchRegion") }),
  v.object({ type: v.literal("openAsText") }),
  /** The list of models was opened: the host asks for what it has not, or not of late. */
  v.object({ type: v.literal("modelsOpened") }),
  v.object({ type: v.literal("refreshModels") }),
  v.object({ type: v.literal("cancelModels") }),
  v.object({ type: v.literal("pinModel"), modelId: v.string(), pinned: v.boolean() }),
  v.object({ type: v.literal("guardrailsOpened") }),
]);
export type FormToHost = v.InferOutput<typeof formToHost>;

const formProblem = v.object({
  /** The number `applyFix` takes. */
  id: v.number(),
  severity: v.picklist(["error", "warning", "hint"]),
  message: v.string(),
  /** The top-level member it is about, if one. */
  member: v.optional(v.string()),
  /** Where in the body's text, if it is about the body. */
  from: v.optional(place),
  to: v.optional(place),
  fixTitle: v.optional(v.string()),
});
export type FormProblem = v.InferOutput<typeof formProblem>;

const formState = v.object({
  fileName: v.string(),
  /** Why nothing can be edited here (not readable as JSON, newer version …); absent when all is well. */
  blocked: v.optional(v.string()),
  members: v.partial(v.object(v.entriesFromList(formMembers, v.string()))),
  metadata: v.array(v.tuple([v.string(), v.string()])),
  /** Members that stand in the file with a value the form cannot show (wrong type). */
  unreadable: v.array(v.string()),
  body: v.object({
    kind: v.picklist(["inline", "file", "none"]),
    /** Bytes as they would be sent, and the service's limit. */
    bytes: v.number(),
    limit: v.number(),
  }),
  problems: v.array(formProblem),
  /** `ready`: Invoke works; `warn`: errors the service would answer, "Send anyway" is offered; `no`: cannot be sent. */
  sendable: v.picklist(["ready", "warn", "no"]),
  connection: v.object({
    /** Profile name, "default credentials", "API key", "not signed", "Sandbox". */
    identity: v.string(),
    region: v.string(),
    /** "request file", "setting", "AWS_REGION", "profile x" … */
    regionSource: v.string(),
    endpointHost: v.string(),
    /** "AWS", "setting", "AWS_ENDPOINT_URL", "profile x", "sandbox". */
    endpointSource: v.string(),
    controlPlaneHost: v.optional(v.string()),
    /** False for anything but an AWS host. */
    isAws: v.boolean(),
    /** The endpoint is on this machine: the sandbox, or a gateway of the user's. */
    isLocal: v.boolean(),
    /** The endpoint is the sandbox. */
    isSandbox: v.boolean(),
    /** Hosts that are neither AWS's nor this machine: shown so that nobody sends to a stranger unaware. */
    strangers: v.array(v.string()),
    /** False: anybody on the way can read and change everything. */
    verifyTls: v.boolean(),
    /** Why there is no connection. */
    problem: v.optional(v.string()),
  }),
  /** False in an untrusted workspace: look and edit, do not send. */
  trusted: v.boolean(),
  running: v.optional(v.object({ startedAt: v.number() })), // ms since 1970
  recentModels: v.array(v.string()),
  pinnedModels: v.array(v.string()),
  /** The foundation model behind a model id that does not tell it, where it is known. */
  baseModel: v.optional(v.string()),
  /** Undo has taken back all that was in the file, its first text too. */
  undone: v.optional(v.boolean()),
  /** A starter body is offered for the model, named here. */
  starter: v.optional(v.string()),
});
export type FormState = v.InferOutput<typeof formState>;

/** What the host says to the form. */
export const hostToForm = v.variant("type", [
  /** `sequence` numbers the states in the order in which the host has read them: a late one is dropped. */
  v.object({ type: v.literal("state"), sequence: v.number(), state: formState }),
  /**
   * The body's text as it stands in the file (line ends as \n); `baseIndent` is what every line but the first begins
   * with, `edit` the last of the page's edits that is in it.
   */
  v.object({
    type: v.literal("body"),
    text: v.string(),
    baseIndent: v.string(),
    revision: v.number(),
    edit: v.number(),
  }),
  /** The page's edits up to this one are in the file. */
  v.object({ type: v.literal("bodyEdited"), edit: v.number() }),
  /** Send what is pending, then `flushed` with this id: the file is about to be saved or sent. */
  v.object({ type: v.literal("flush"), id: v.number() }),
  /** Move the caret to this place of the body, and the focus with it. */
  v.object({ type: v.literal("goToBody"), place }),
  /** The models of the account, whenever they or the connection have changed. */
  v.object({ type: v.literal("models"), models: modelsViewSchema }),
  v.object({ type: v.literal("guardrails"), guardrails: guardrailsViewSchema }),
]);
export type HostToForm = v.InferOutput<typeof hostToForm>;
