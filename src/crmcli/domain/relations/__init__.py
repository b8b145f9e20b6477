"""The relation to an account over time: touches due, attempts, referrals, what is next."""
