"""The book as tables: what each holds, and the rows an account and the policy give. Pure."""
