import type { PaginateConfig, TokenNames } from "./paginate-config.js";

/** A command class of any AWS SDK v3 client. Its input is taken from its instances, as constructors are overloaded. */
export type CommandClass = new (input: never) => {
  /** The input that the command was made with. */
  readonly input: object;
  /** The command's own stack, which leaves that of the client as it is. */
  readonly middlewareStack: {
    /** Adds a plugin to the stack. */
    use(plugin: never): void;
  };
  /** The method by which the SDK sends a command. Here it gives the type of the output. */
  resolveMiddleware(...args: never): (...args: never) => Promise<{
    /** The output of the command. */
    output: object;
  }>;
};

/**
 * The type of the parameter `Command`. An instance of a command is not a class: nothing is inferred from it, and the
 * compiler's error shows this text.
 */
export type CommandParameter<Class extends CommandClass> = CommandClass extends Class
  ? "a command class, with its input as the third argument"
  : Class;

/** The input of a command. */
export type CommandInput<Command extends CommandClass> = InstanceType<Command>["input"];

/** The output of a command. */
export type CommandOutput<Command extends CommandClass> = Awaited<
  ReturnType<ReturnType<InstanceType<Command>["resolveMiddleware"]>>
>["output"];

/** The {@link TokenNames} of a command. Only tokens that are strings can be named. */
export interface CommandTokens<Command extends CommandClass> extends TokenNames {
  /** The member of the input that takes a token. */
  readonly inputToken: StringMember<CommandInput<Command>>;
  /** The member of the output that holds the next token: a name, or a path such as `"DistributionList.NextMarker"`. */
  readonly outputToken: StringPath<CommandOutput<Command>>;
  /**
   * The member of the input that takes the page size. Without it `pageSize` cannot be given.
   *
   * @default undefined
   */
  readonly pageSize?: NumberMember<CommandInput<Command>> | undefined;
  /**
   * The boolean of the output that shows whether there are more pages, such as `"IsTruncated"`.
   *
   * @default undefined: the token alone decides
   */
  readonly moreResults?: BooleanPath<CommandOutput<Command>> | undefined;
}

/**
 * How a command is paged. `tokens` is required if the command has no `NextToken`, so that no page is missed. It is also
 * required beside `pageSize` if the command has no `MaxResults`.
 */
export type PaginateConfigOf<Command extends CommandClass> = PaginateConfig &
  // A class that could not be inferred is reported at its own parameter.
  (CommandClass extends Command ? unknown : TokensOf<Command>);

type TokensOf<Command extends CommandClass> = "NextToken" extends StringMember<CommandInput<Command>> &
  StringPath<CommandOutput<Command>>
  ? "MaxResults" extends NumberMember<CommandInput<Command>>
    ? { readonly tokens?: CommandTokens<Command> | undefined }
    : | { readonly tokens?: CommandTokens<Command> | undefined; readonly pageSize?: undefined }
      | { readonly tokens: CommandTokens<Command> }
  : { readonly tokens: CommandTokens<Command> };

/** The lists of an output, also those of its members: `"Sessions"`, `"ResultSet.Rows"`. */
export type ListPath<Output> = {
  [Name in NameIn<Output>]: NonNullable<Output[Name]> extends readonly unknown[]
    ? Name
    : `${Name}.${ListMember<StructureIn<Output[Name]>>}`;
}[NameIn<Output>];

/** An item of the list at a path. */
export type ListedItem<Output, Path extends string> = Path extends `${infer Name}.${infer Rest}`
  ? ListedItem<MemberOf<Output, Name>, Rest>
  : MemberOf<Output, Path> extends readonly (infer Item)[]
    ? Item
    : never;

type MemberOf<Output, Name extends string> = Name extends keyof Output ? NonNullable<Output[Name]> : never;

type StringPath<Output> =
  | StringMember<Output>
  | { [Name in NameIn<Output>]: `${Name}.${StringMember<StructureIn<Output[Name]>>}` }[NameIn<Output>];

type BooleanPath<Output> =
  | BooleanMember<Output>
  | { [Name in NameIn<Output>]: `${Name}.${BooleanMember<StructureIn<Output[Name]>>}` }[NameIn<Output>];

type ListMember<Structure> = {
  [Name in NameIn<Structure>]: NonNullable<Structure[Name]> extends readonly unknown[] ? Name : never;
}[NameIn<Structure>];

/** No enumerations: a token may be any string. */
type StringMember<Structure> = {
  [Name in NameIn<Structure>]: string extends NonNullable<Structure[Name]>
    ? NonNullable<Structure[Name]> extends string
      ? Name
      : never
    : never;
}[NameIn<Structure>];

type NumberMember<Structure> = {
  [Name in NameIn<Structure>]: NonNullable<Structure[Name]> extends number ? Name : never;
}[NameIn<Structure>];

type BooleanMember<Structure> = {
  [Name in NameIn<Structure>]: NonNullable<Structure[Name]> extends boolean ? Name : never;
}[NameIn<Structure>];

type Leaf =
  | string
  | number
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | Date
  | Uint8Array
  | readonly unknown[]
  | ((...args: never) => unknown);

/** A member as a structure; `never`, which has no members, if it is none. */
type StructureIn<Member> = NonNullable<Member> extends Leaf ? never : NonNullable<Member>;

/** The names of the members of a structure, without those of the SDK's metadata. A map has no names of its own. */
type NameIn<Structure> = string extends keyof Structure
  ? never
  : Exclude<Extract<keyof Structure, string>, "$metadata">;
