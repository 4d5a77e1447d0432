import type { IncomingMessage } from "node:http";
import { builtInModels } from "../core/models/catalog.ts";
import type { ModelEntry } from "../core/models/catalog.ts";
import { baseModelId } from "../core/models/family.ts";
import type { Exchange } from "./exchange.ts";
import { sendJson } from "./exchange.ts";
import { guardrail } from "./guardrail.ts";
import { ServiceError, invalid } from "./serviceError.ts";

const account = "123456789012";
const since = "2026-01-01T00:00:00Z";
const defaultPage = 100;

/** Lists that are empty here and valid everywhere: path and the member that holds the list. */
const emptyLists: Readonly<Record<string, string>> = {
  "/custom-models": "modelSummaries",
  "/provisioned-model-throughputs": "provisionedModelSummaries",
  "/imported-models": "modelSummaries",
  "/prompt-routers": "promptRouterSummaries",
  "/model-customization/custom-model-deployments": "modelDeploymentSummaries",
  "/marketplace-model/endpoints": "marketplaceModelEndpoints",
};

const profiles = builtInModels.filter(({ modelId }) => baseModelId(modelId) !== modelId);
const models = builtInModels.filter(({ modelId }) => baseModelId(modelId) === modelId);

/**
 * Answers what a model picker asks of the control plane (service model bedrock 2023-04-20).
 * False when the path is none of its.
 */
export function answerControlPlane(exchange: Exchange): boolean {
  const { url, request } = exchange;
  const query = url.searchParams;
  const region = regionOf(request);
  const [, room = "", encodedId] = /^\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];
  const id = encodedId === undefined ? undefined : decodeURIComponent(encodedId);
  const emptyList = emptyLists[url.pathname];
  if (emptyList !== undefined) sendJson(exchange, 200, { [emptyList]: [] });
  else if (room === "foundation-models" && id === undefined)
    sendJson(exchange, 200, {
      modelSummaries: models
        .map((model) => modelSummary(model, region))
        .filter((summary) => passes(summary, query)),
    });
  else if (room === "foundation-models")
    sendJson(exchange, 200, { modelDetails: modelSummary(find(models, id), region) });
  else if (room === "foundation-model-availability")
    sendJson(exchange, 200, {
      modelId: find(models, id).modelId,
      agreementAvailability: { status: "AVAILABLE" },
      authorizationStatus: "AUTHORIZED",
      entitlementAvailability: "AVAILABLE",
      regionAvailability: "AVAILABLE",
    });
  else if (room === "inference-profiles" && id === undefined) {
    const all = query.get("type") === "APPLICATION" ? [] : profiles;
    const { page, nextToken } = paged(all, query);
    sendJson(exchange, 200, {
      inferenceProfileSummaries: page.map((profile) => profileSummary(profile, region)),
      nextToken,
    });
  } else if (room === "inference-profiles")
    sendJson(exchange, 200, profileSummary(find(profiles, id), region));
  else if (room === "guardrails" && id === undefined) listGuardrails(exchange, region);
  else if (room === "guardrails") getGuardrail(exchange, id ?? "", region);
  else return false;
  return true;
}

function listGuardrails(exchange: Exchange, region: string): void {
  const query = exchange.url.searchParams;
  const wanted = query.get("guardrailIdentifier");
  if (wanted !== null && !isGuardrail(wanted)) throw notFound("guardrail", wanted);
  const all = wanted === null ? guardrail.versions.slice(0, 1) : guardrail.versions;
  const { page, nextToken } = paged(all, query);
  sendJson(exchange, 200, {
    guardrails: page.map((version) => ({
      id: guardrail.id,
      arn: guardrailArn(region),
      ...guardrailFacts(version),
    })),
    nextToken,
  });
}

function getGuardrail(exchange: Exchange, id: string, region: string): void {
  const version = exchange.url.searchParams.get("guardrailVersion") ?? "DRAFT";
  if (!isGuardrail(id) || !guardrail.versions.some((known) => known === version))
    throw notFound("guardrail", `${id} version ${version}`);
  sendJson(exchange, 200, {
    guardrailId: guardrail.id,
    guardrailArn: guardrailArn(region),
    ...guardrailFacts(version),
    wordPolicy: { words: [{ text: guardrail.word }] },
    sensitiveInformationPolicy: {
      piiEntities: [{ type: "EMAIL", action: "ANONYMIZE" }],
      regexes: [{ name: "Account Number", pattern: String.raw`\b\d{10}\b`, action: "ANONYMIZE" }],
    },
    blockedInputMessaging: guardrail.blockedInput,
    blockedOutputsMessaging: guardrail.blockedOutput,
  });
}

function guardrailFacts(version: string): object {
  const { name, description } = guardrail;
  return { name, description, version, status: "READY", createdAt: since, updatedAt: since };
}

function guardrailArn(region: string): string {
  return `arn:aws:bedrock:${region}:${account}:guardrail/${guardrail.id}`;
}

function isGuardrail(identifier: string): boolean {
  return identifier.split("/").at(-1) === guardrail.id;
}

interface ModelSummary {
  readonly modelArn: string;
  readonly modelId: string;
  readonly modelName: string;
  readonly providerName: string;
  readonly inputModalities: readonly string[];
  readonly outputModalities: readonly string[];
  readonly inferenceTypesSupported: readonly string[];
  readonly customizationsSupported: readonly string[];
  readonly responseStreamingSupported: boolean;
  readonly modelLifecycle: { readonly status: string };
}

function modelSummary(model: ModelEntry, region: string): ModelSummary {
  return {
    modelArn: modelArn(model.modelId, region),
    modelId: model.modelId,
    modelName: model.name,
    providerName: model.provider,
    inputModalities: model.inputModalities,
    outputModalities: model.outputModalities,
    responseStreamingSupported: model.streaming,
    customizationsSupported: [],
    inferenceTypesSupported: [model.inferenceProfileOnly ? "INFERENCE_PROFILE" : "ON_DEMAND"],
    modelLifecycle: { status: "ACTIVE" },
  };
}

function passes(summary: ModelSummary, query: URLSearchParams): boolean {
  const has = (name: string, values: readonly string[]): boolean => {
    const wanted = query.get(name)?.toLowerCase();
    return wanted === undefined || values.some((value) => value.toLowerCase() === wanted);
  };
  return (
    has("byProvider", [summary.providerName]) &&
    has("byOutputModality", summary.outputModalities) &&
    has("byInferenceType", summary.inferenceTypesSupported) &&
    has("byCustomizationType", summary.customizationsSupported)
  );
}

function profileSummary({ modelId, name }: ModelEntry, region: string): object {
  return {
    inferenceProfileName: name,
    description: `Routes requests to ${name}.`,
    createdAt: since,
    updatedAt: since,
    inferenceProfileArn: `arn:aws:bedrock:${region}:${account}:inference-profile/${modelId}`,
    models: [{ modelArn: modelArn(baseModelId(modelId), region) }],
    inferenceProfileId: modelId,
    status: "ACTIVE",
    type: "SYSTEM_DEFINED",
  };
}

function modelArn(modelId: string, region: string): string {
  return `arn:aws:bedrock:${region}::foundation-model/${modelId}`;
}

function find(among: readonly ModelEntry[], id: string | undefined): ModelEntry {
  const plain = id?.split("/").at(-1);
  const found = among.find(({ modelId }) => modelId === plain);
  if (!found) throw notFound("model or profile", id ?? "");
  return found;
}

function notFound(kind: string, id: string): ServiceError {
  return new ServiceError("ResourceNotFoundException", `The sandbox has no ${kind} ${id}.`);
}

/** One page of a list; `nextToken` is where the next begins, absent at the end. */
function paged<T>(
  all: readonly T[],
  query: URLSearchParams,
): { page: readonly T[]; nextToken: string | undefined } {
  const start = Number(query.get("nextToken") ?? 0);
  const size = Number(query.get("maxResults") ?? defaultPage);
  if (!Number.isInteger(start) || start < 0) throw invalid("The next token is invalid.");
  if (!Number.isInteger(size) || size < 1 || size > 1000)
    throw invalid("The maximum number of results is between 1 and 1000.");
  const end = start + size;
  return { page: all.slice(start, end), nextToken: end < all.length ? String(end) : undefined };
}

/** The region that the request was signed for. */
function regionOf({ headers }: IncomingMessage): string {
  return (
    /Credential=[^/]*\/\d+\/([a-z0-9-]+)\//.exec(headers.authorization ?? "")?.[1] ?? "us-east-1"
  );
}
