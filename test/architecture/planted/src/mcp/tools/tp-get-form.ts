export interface Form {
  readonly tsb: number;
}

export const form: Form = { tsb: 1 };
