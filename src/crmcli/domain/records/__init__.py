"""What an account and a policy are, and the values they are made of."""
