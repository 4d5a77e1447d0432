import type { FormState, FormToHost, HostToForm } from "../../../src/protocol/form.ts";
import { nextSequence, sampleState } from "./samples.ts";
import { type UsedPage, usePage } from "./usePage.ts";

/** The form of the test that runs. */
export interface FormPage extends UsedPage<HostToForm, FormToHost> {
  /** Shows the sample request, with what differs from it. */
  readonly show: (part?: Partial<FormState>) => Promise<void>;
}

/** Gives each test of the suite a form that waits for its first state. */
export function useFormPage(): FormPage {
  const form = usePage<HostToForm, FormToHost>("form");
  return Object.assign(form, {
    show: (part: Partial<FormState> = {}) =>
      form.say({ type: "state", sequence: nextSequence(), state: sampleState(part) }),
  });
}
