import { getOwn } from "../getOwn.ts";
import { causeByStatus } from "./causeByStatus.ts";
import { diagnoseAccess } from "./diagnoseAccess.ts";
import { diagnoseCredentials } from "./diagnoseCredentials.ts";
import { diagnoseOwn } from "./diagnoseOwn.ts";
import { diagnoseValidation } from "./diagnoseValidation.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { Failure } from "./failure.ts";
import { localErrors } from "./localErrors.ts";
import { serviceErrors } from "./serviceErrors.ts";
import type { Subject } from "./subject.ts";

/** Returns why something failed and the steps that help: by its name, else its status, and then by its words. */
export function diagnose(failure: Failure): Diagnosis {
  // A message can be megabytes long; what it says is at its beginning.
  const short = { ...failure, message: failure.message.slice(0, maxMessageLength) };
  const found = failure.own ? diagnoseOwn(failure.own, short) : causeByName(short);
  return typeof found === "string" ? subjects[found](short) : found;
}

function causeByName(failure: Failure): Diagnosis | Subject {
  const ofService = getOwn(serviceErrors, failure.name);
  const find = ofService ?? (failure.fromService ? undefined : getOwn(localErrors, failure.name));
  return (find ?? causeByStatus)(failure);
}

/** How many characters of a message are looked at. */
const maxMessageLength = 16_384;

const subjects: Readonly<Record<Subject, (failure: Failure) => Diagnosis>> = {
  access: diagnoseAccess,
  credentials: diagnoseCredentials,
  validation: diagnoseValidation,
};

/** Whether the name itself tells something, and the failure is not only judged by its HTTP status. */
export function isKnownName(name: string): boolean {
  return Object.hasOwn(serviceErrors, name) || Object.hasOwn(localErrors, name);
}
