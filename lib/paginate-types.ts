import type { PaginateConfig, TokenNames } from "./paginate-options.js";

/** A command class of any AWS SDK v3 client. Its input is read off its instances: constructors are overloaded. */
export type CommandClass = new (input: never) => {
  /** What the command was made with. */
  readonly input: object;
  /** The command's own stack, which leaves that of the client as it is. */
  readonly middlewareStack: {
    /** Adds a plugin to the stack. */
    use(plugin: never): void;
  };
  /** What the SDK sends a command by; here it tells the type of the output. */
  resolveMiddleware(...args: never): (...args: never) => Promise<{
    /** What the command resolves to. */
    output: object;
  }>;
};

/** What a command is made with. */
export type InputOf<Command extends CommandClass> = InstanceType<Command>["input"];

/** What a command resolves to. */
export type OutputOf<Command extends CommandClass> = Awaited<
  ReturnType<ReturnType<InstanceType<Command>["resolveMiddleware"]>>
>["output"];

/** How a command is paged: `tokens` is required where its output gives no `NextToken`, so that no page is missed. */
export type PaginateConfigOf<Command extends CommandClass> = PaginateConfig &
  ("NextToken" extends keyof OutputOf<Command>
    ? unknown
    : {
        /** What the command calls the members that it pages by. */
        readonly tokens: TokenNames;
      });

type Leaf =
  string | number | boolean | bigint | symbol | null | undefined | Date | Uint8Array | ((...args: never) => unknown);

/** The members of an output that are lists, also those of its members: `"Sessions"`, `"ResultSet.Rows"`. */
export type ListKey<Output> = {
  [Name in keyof Output & string]: NonNullable<Output[Name]> extends readonly unknown[]
    ? Name
    : NonNullable<Output[Name]> extends Leaf
      ? never
      : `${Name}.${DirectListKey<NonNullable<Output[Name]>>}`;
}[keyof Output & string];

type DirectListKey<Output> = {
  [Name in keyof Output & string]: NonNullable<Output[Name]> extends readonly unknown[] ? Name : never;
}[keyof Output & string];

/** An item of the list that a key names. */
export type ItemOf<Output, Key extends string> = Key extends `${infer Name}.${infer Rest}`
  ? ItemOf<MemberOf<Output, Name>, Rest>
  : MemberOf<Output, Key> extends readonly (infer Item)[]
    ? Item
    : never;

type MemberOf<Output, Name extends string> = Name extends keyof Output ? NonNullable<Output[Name]> : never;
