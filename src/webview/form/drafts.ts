import type { FormMember } from "../../core/request/members.ts";
import { createDebounce } from "../shared/debounce.ts";

interface Draft {
  readonly value: string;
  readonly sent: boolean;
}
type Members = Readonly<Partial<Record<FormMember, string | undefined>>>;

/** Text being typed into the members' fields: a state from the host does not overwrite it until it has arrived there. */
export interface Drafts {
  readonly type: (member: FormMember, value: string) => void;
  readonly shown: (member: FormMember) => string | undefined;
  readonly flush: () => void;
  /** Returns all that was typed and is not sent yet, as `send` will have it. */
  readonly unsent: () => MemberValue[];
  /** Forgets what the host has taken in, and what was sent from a field that is no longer `focused`. */
  readonly settle: (members: Members, focused: FormMember | undefined) => void;
  /** Forgets all that was sent, as an undo wants. */
  readonly forgetSent: () => void;
}

/** A member and its new value; null takes it out. */
export type MemberValue = [member: FormMember, value: string | null];

/** Returns the drafts; `send` is called with all that was typed since it was called last, null for an emptied field. */
export function createDrafts(send: (values: MemberValue[]) => void): Drafts {
  const drafts = new Map<FormMember, Draft>();

  function unsent(): MemberValue[] {
    const waiting = [...drafts].filter(([, { sent }]) => !sent);
    return waiting.map(([member, { value }]) => [member, value === "" ? null : value]);
  }

  function sendAll(): void {
    const values = unsent();
    for (const [member, { value }] of drafts) drafts.set(member, { value, sent: true });
    if (values.length > 0) send(values);
  }
  const debounce = createDebounce(sendAll);

  function forget(is: (member: FormMember, draft: Draft) => boolean): void {
    for (const [member, draft] of drafts)
      if (draft.sent && is(member, draft)) drafts.delete(member);
  }

  return {
    type: (member, value) => {
      drafts.set(member, { value, sent: false });
      debounce.touch();
    },
    shown: (member) => drafts.get(member)?.value,
    flush: debounce.flush,
    unsent,
    settle: (members, focused) =>
      forget((member, { value }) => (members[member] ?? "") === value || member !== focused),
    forgetSent: () => forget(() => true),
  };
}
