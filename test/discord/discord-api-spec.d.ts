/** Schemas generated from Discord's official OpenAPI; the package ships them without types. Those that this server reads. */
declare module "discord-api-spec/zod" {
  interface RequestSchema {
    readonly safeParse: (
      body: unknown,
    ) =>
      | { readonly success: true }
      | { readonly success: false; readonly error: { readonly issues: readonly Record<string, unknown>[] } };
  }
  export const MessageCreateRequestSchema: RequestSchema;
  export const MessageEditRequestPartialSchema: RequestSchema;
  export const BaseCreateMessageCreateRequestSchema: RequestSchema;
  export const CreateForumThreadRequestSchema: RequestSchema;
  export const CreateTextThreadWithMessageRequestSchema: RequestSchema;
  export const CreateTextThreadWithoutMessageRequestSchema: RequestSchema;
  export const UpdateThreadRequestPartialSchema: RequestSchema;
  export const CreateMessageInteractionCallbackRequestSchema: RequestSchema;
  export const UpdateMessageInteractionCallbackRequestSchema: RequestSchema;
  export const ApplicationCommandAutocompleteCallbackRequestSchema: RequestSchema;
  export const ModalInteractionCallbackRequestSchema: RequestSchema;
  export const IncomingWebhookRequestPartialSchema: RequestSchema;
  export const IncomingWebhookUpdateRequestPartialSchema: RequestSchema;
  export const CreatePrivateChannelRequestSchema: RequestSchema;
  export const ApplicationCommandUpdateRequestSchema: RequestSchema;
}
