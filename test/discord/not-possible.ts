/** The chat's own client does not let a person do this. */
export class NotPossible extends Error {
  override readonly name = "NotPossible";
}
