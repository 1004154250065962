/** What the service's model says about a text member. */
export interface StringMember {
  readonly type: "string";
  readonly required?: true;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly values?: readonly string[];
}

/** What the service's model says about a whole-number member. */
export interface IntegerMember {
  readonly type: "integer";
  readonly minimum: number;
  readonly maximum: number;
}

export type Member = StringMember | IntegerMember;

/** The members of an operation's input, in the order of the model. */
export type InputShape = Readonly<Record<string, Member>>;

type ValueOf<M extends Member> = M extends IntegerMember ? number : string;

/** The input that a shape lets through. */
export type InputOf<S extends InputShape> = {
  readonly [K in keyof S]: S[K] extends { readonly required: true } ? ValueOf<S[K]> : ValueOf<S[K]> | undefined;
};

export const sessionIdMember = { type: "string", required: true, minLength: 1, maxLength: 256 } as const;
export const maxResultsMember = { type: "integer", minimum: 1, maximum: 100 } as const;
export const nextTokenMember = { type: "string", maxLength: 2048 } as const;
