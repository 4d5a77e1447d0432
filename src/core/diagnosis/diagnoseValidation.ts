import { isMember } from "../request/members.ts";
import { chooseModel, goToBody, type RemedyAction } from "./actions.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { guide, troubleshooting } from "./links.ts";
import type { BodyPlace } from "./reasons.ts";
import { promptTooLong } from "./validationCauses.ts";
import { causeBySentence, isTooLong } from "./validationSentences.ts";
import {
  fieldPlaces,
  quotedPlaces,
  schemaPlaces,
  violations,
  type Violation,
} from "./violations.ts";

/** Returns what the service did not like about a request, by the words of its ValidationException. */
export function diagnoseValidation(failure: Failure): Diagnosis {
  return knownValidation(failure) ?? requestInvalid(failure);
}

/** Returns what a message names or states; undefined where it shows neither. */
export function knownValidation(failure: Failure): Diagnosis | undefined {
  const statement = failure.message
    .replace(/^the model returned the following errors:/i, "")
    .trim();
  // Places first: what such messages quote can hold any words.
  const broken = violations(statement);
  if (broken.length > 0) return constraintsBroken(failure, broken);
  const places = schemaPlaces(statement);
  if (places.length > 0) return bodyInvalid(failure, places);
  const fields = fieldPlaces(statement);
  if (fields.length > 0) return fieldsInvalid(failure, fields, statement);
  const stated = causeBySentence(statement, failure);
  if (stated) return stated;
  const quoted = quotedPlaces(statement);
  return quoted.length > 0 ? bodyInvalid(failure, quoted) : undefined;
}

/** A prompt that is too long has a reason of its own, and its place. */
function fieldsInvalid(failure: Failure, places: readonly BodyPlace[], statement: string) {
  const words = statement.replace(/^\S+:\s+/, "");
  return places.length === 1 && isTooLong(words)
    ? promptTooLong(failure, places[0]?.pointer)
    : bodyInvalid(failure, places);
}

/** More buttons than this are a list; the message names every place. */
const maxPlaceActions = 4;

function constraintsBroken(failure: Failure, broken: readonly Violation[]): Diagnosis {
  const { region } = failure;
  if (broken.every(({ pointer }) => pointer !== undefined))
    return bodyInvalid(
      failure,
      broken.map(({ pointer }) => ({ pointer, key: undefined, problem: "invalid" })),
    );
  const members = [...new Set(broken.map(({ member }) => member))];
  const places = broken.flatMap(({ member, pointer }): readonly RemedyAction[] => {
    if (member === "body") return [goToBody(pointer)];
    return isMember(member) ? [{ id: "goToMember", member }] : [];
  });
  return {
    reason: "membersInvalid",
    params: { members },
    actions: [
      ...(members.includes("modelId") ? [chooseModel] : []),
      ...places.slice(0, maxPlaceActions),
      troubleshooting(region, "validation-error"),
    ],
  };
}

function bodyInvalid({ region }: Failure, places: readonly BodyPlace[]): Diagnosis {
  const isOtherFamily = places.some(({ problem }) => problem === "notPermitted");
  const pointers = [...new Set(places.map(({ pointer }) => pointer))];
  return {
    reason: "bodyInvalid",
    params: { places },
    actions: [
      ...pointers.slice(0, maxPlaceActions).map((pointer) => goToBody(pointer)),
      guide("modelParameters", region),
      ...(isOtherFamily ? [chooseModel] : []),
      troubleshooting(region, "validation-error"),
    ],
  };
}

function requestInvalid({ region }: Failure): Diagnosis {
  const help = troubleshooting(region, "validation-error");
  const actions = [goToBody(), guide("modelParameters", region), help];
  return { reason: "requestInvalid", params: {}, actions };
}
