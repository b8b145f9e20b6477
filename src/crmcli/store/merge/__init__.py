"""Three versions of an account's file, merged by what they say."""
