import type { MemberValue } from "./drafts.ts";
import type { FormMember } from "../../core/request/members.ts";
import type { FormToHost } from "../../protocol/form.ts";

/** What the parts of the form are given to speak with the host. */
export interface FormLink {
  /** Sends what is pending, then the message: the host must see the edits before what acts on them. */
  readonly post: (message: FormToHost) => void;
  /** Sends a message that has nothing to do with the request: what is pending stays so. */
  readonly tell: (message: FormToHost) => void;
  /** Takes a member's new value at each keystroke; it is sent when the typing rests. */
  readonly type: (member: FormMember, value: string) => void;
  /** Tells the host what is typed and not sent yet: it must not be lost with the page. */
  readonly tellUnsent: () => void;
  /** Sets the members at once, as one change of the file. */
  readonly set: (...values: readonly MemberValue[]) => void;
  /** What a member's field is to show: the user's own typing first. */
  readonly shown: (member: FormMember) => string;
  /** The field has lost the focus: what was typed is sent now. */
  readonly leave: (member: FormMember) => void;
}
